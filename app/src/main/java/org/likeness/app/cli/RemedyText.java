package org.likeness.app.cli;

import org.likeness.core.Remedy;

/** Words a {@link Remedy} with the options and commands of the command line. */
final class RemedyText {
    private RemedyText() {}

    static String of(Remedy remedy) {
        return switch (remedy.action()) {
            case USE_THAT_DETECTOR -> "give that detector with --detector, or enroll everyone again in another gallery";
            case OMIT_DETECTOR -> "omit --detector, or enroll everyone again in another gallery";
            case AVERAGE_WITH_MIRROR -> "give --mirror, or enroll everyone again in another gallery";
            case OMIT_MIRROR -> "omit --mirror, or enroll everyone again in another gallery";
            case ADD_PICTURES -> "add pictures, or use a published encoder: likeness models list";
            case FEWER_PEOPLE -> "choose fewer people with --people";
            case USE_AN_ENCODER_FILE -> "use an encoder.onnx written by likeness train or likeness models import";
            case DOWNLOAD -> "likeness models pull " + remedy.subject();
            case DOWNLOAD_AGAIN -> "delete it and download it again: likeness models pull " + remedy.subject();
            case TAKE_FROM_FOLDER -> "then likeness models pull " + remedy.subject() + " --from FOLDER";
            case IMPORT_FIRST ->
                "convert it to an encoder first, describing it with options: likeness models import "
                        + remedy.subject();
            case SELECT_OUTPUT -> "select the embedding with --output";
            case GIVE_INPUT_SIZE -> "give --input-size";
            case GIVE_EMBEDDING_SIZE -> "give --embedding-size";
            case FREE_SPACE_AND_RESUME -> "free some space, then continue with --resume";
            case STORE_IN_MEMORY ->
                "free some space and continue with --resume, or continue without the file: --set run.store=memory";
            case RESUME -> "continue from the latest checkpoint with --resume";
            case OTHER_RUN_FOLDER -> "choose another folder with --out";
            case RESUME_OR_OTHER_FOLDER -> "continue it with --resume, or choose another folder with --out";
            case START_A_RUN -> "omit --resume to start one";
            case INSPECT_DATA -> "inspect the data with likeness data inspect";
            case RAISE_HEAP -> "raise the limit with LIKENESS_JAVA_OPTIONS=-Xmx" + remedy.subject();
            case GIVE_EXECUTORS_MEMORY ->
                "give executors more memory, such as with --conf spark.executor.memory=8g, or make the parts of the set smaller";
            case ENROLL_FIRST -> "create one with likeness enroll";
            case GIVE_GALLERY_KEY -> "give its key with --key-file FILE, or in LIKENESS_GALLERY_KEY";
            case OMIT_GALLERY_KEY ->
                "omit --key-file and LIKENESS_GALLERY_KEY, or choose a new gallery, which is encrypted";
            case CALIBRATE -> "calibrate it with likeness calibrate --fmr " + remedy.subject();
            case GIVE_THRESHOLD -> "give one with --threshold, or calibrate it with likeness calibrate";
            case MIRROR_AS_CALIBRATED ->
                "give --mirror, give a threshold with --threshold, or calibrate others with likeness calibrate";
            case OMIT_MIRROR_AS_CALIBRATED ->
                "omit --mirror, give a threshold with --threshold, or calibrate others with likeness calibrate --mirror";
        };
    }
}
