package org.likeness.app.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;
import org.likeness.core.image.codec.ImageEncoder;

/**
 * Draws pictures with captions in a grid, below a title and under headings, for visual inspection. Pictures keep their proportions and are
 * resized to a cell when they are added, so that only cells are kept in memory.
 */
public final class PictureSheet {
    private static final int GAP = 6;
    private static final int CAPTION = 16;
    private static final int HEADING = 30;
    private static final Color PAPER = Color.WHITE;
    private static final Color INK = new Color(0x22, 0x22, 0x22);
    private static final Font CAPTION_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final Font HEADING_FONT = new Font(Font.SANS_SERIF, Font.BOLD, 14);

    private final int columns;
    private final int cell;
    private final List<Section> sections = new ArrayList<>(List.of(new Section("", new ArrayList<>())));

    private record Section(String heading, List<Entry> entries) {}

    private record Entry(FaceImage picture, String caption) {}

    /**
     * An empty sheet.
     *
     * @param columns pictures a row, at least 1
     * @param cell    pixels a side of a picture's place, in [8, 1024]
     */
    public PictureSheet(int columns, int cell) {
        if (columns < 1 || cell < 8 || cell > 1024) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "sheet of %d columns of %d pixels: at least 1 column of 8 to 1024 pixels is needed",
                    columns,
                    cell));
        }
        this.columns = columns;
        this.cell = cell;
    }

    /** Puts a title above everything. */
    public PictureSheet title(String title) {
        sections.set(0, new Section(title, sections.get(0).entries()));
        return this;
    }

    /** Begins a new row under a heading. */
    public PictureSheet heading(String heading) {
        sections.add(new Section(heading, new ArrayList<>()));
        return this;
    }

    /** Adds a picture; a caption wider than its cell is cut. */
    public PictureSheet add(FaceImage picture, String caption) {
        double scale = (double) cell / Math.max(picture.width(), picture.height());
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        FaceImage fitted = Resampler.crop(picture, CropFraction.WHOLE, width, height);
        sections.get(sections.size() - 1).entries().add(new Entry(fitted, caption));
        return this;
    }

    /**
     * Writes the sheet; a file of that name is replaced as a whole or not at all.
     *
     * @throws LikenessException if it cannot be written
     */
    public void write(Path png) {
        byte[] bytes = png();
        AtomicFile.write(png, out -> out.write(bytes));
    }

    /** The sheet as a PNG file. */
    public byte[] png() {
        return ImageEncoder.encode(draw(), ImageEncoder.Format.PNG);
    }

    private BufferedImage draw() {
        int width = GAP + columns * (cell + GAP);
        int height = GAP + sections.stream().mapToInt(this::height).sum();
        var sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(PAPER);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(INK);
        int top = GAP;
        for (Section section : sections) {
            draw(section, graphics, sheet, top);
            top += height(section);
        }
        graphics.dispose();
        return sheet;
    }

    private int height(Section section) {
        int rows = (section.entries().size() + columns - 1) / columns;
        return (section.heading().isEmpty() ? 0 : HEADING) + rows * (cell + CAPTION + GAP);
    }

    private void draw(Section section, Graphics2D graphics, BufferedImage sheet, int sectionTop) {
        int top = sectionTop;
        if (!section.heading().isEmpty()) {
            graphics.setFont(HEADING_FONT);
            drawText(graphics, section.heading(), GAP, top + HEADING - 10, sheet.getWidth() - 2 * GAP);
            top += HEADING;
        }
        graphics.setFont(CAPTION_FONT);
        for (int i = 0; i < section.entries().size(); i++) {
            Entry entry = section.entries().get(i);
            int left = GAP + i % columns * (cell + GAP);
            int cellTop = top + i / columns * (cell + CAPTION + GAP);
            int x = left + (cell - entry.picture().width()) / 2;
            int y = cellTop + (cell - entry.picture().height()) / 2;
            draw(entry.picture(), sheet, x, y);
            drawText(graphics, entry.caption(), left, cellTop + cell + CAPTION - 4, cell);
        }
    }

    private static void draw(FaceImage picture, BufferedImage sheet, int left, int top) {
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int rgb = picture.at(x, y, 0) << 16 | picture.at(x, y, 1) << 8 | picture.at(x, y, 2);
                sheet.setRGB(left + x, top + y, rgb);
            }
        }
    }

    private static void drawText(Graphics2D graphics, String text, int left, int baseline, int width) {
        FontMetrics metrics = graphics.getFontMetrics();
        String shown = text;
        while (metrics.stringWidth(shown) > width && shown.length() > 1) {
            shown = text.substring(0, shown.length() - (shown.endsWith("…") ? 2 : 1)) + "…";
        }
        graphics.drawString(shown, left, baseline);
    }
}
