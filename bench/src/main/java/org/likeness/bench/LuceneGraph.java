package org.likeness.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.MMapDirectory;

/** Lucene's HNSW in one segment, with as many edges and candidates as {@code GraphIndex}: its document numbers are the faces. */
final class LuceneGraph implements AutoCloseable {
    private static final String FIELD = "embedding";
    private static final int EDGES = 16; // twice as many in the lowest layer
    private static final int BREADTH = 100;
    private static final double BUFFER_MEGABYTES = 1900; // below the limit of one segment in memory

    private final MMapDirectory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    record Built(Path folder, double seconds) {
        LuceneGraph open() throws IOException {
            return new LuceneGraph(folder);
        }
    }

    private LuceneGraph(Path folder) throws IOException {
        directory = new MMapDirectory(folder);
        reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader);
    }

    static Built build(Path folder, FaceSet faces) throws IOException {
        long start = System.nanoTime();
        IndexWriterConfig config = new IndexWriterConfig(null);
        config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
        config.setCodec(new Lucene912Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return new Lucene99HnswVectorsFormat(EDGES, BREADTH);
            }
        });
        try (MMapDirectory directory = new MMapDirectory(folder);
                IndexWriter writer = new IndexWriter(directory, config)) {
            for (int face = 0; face < faces.count(); face++) {
                Document document = new Document();
                document.add(new KnnFloatVectorField(FIELD, faces.vector(face), VectorSimilarityFunction.EUCLIDEAN));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        return new Built(folder, (System.nanoTime() - start) / 1e9);
    }

    /** The nearest face. */
    int nearest(float[] probe, int candidates) {
        try {
            return searcher.search(new KnnFloatVectorQuery(FIELD, probe, candidates), 1).scoreDocs[0].doc;
        } catch (IOException e) {
            throw new UncheckedIOException("Lucene could not search", e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
