package org.likeness.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.image.Box;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageEncoder;

/** Copies of photographs in which each face has a box and a label. */
public final class LabeledFaces {
    private static final Color KNOWN = new Color(0x1a7f37);
    private static final Color UNKNOWN = new Color(0xb35900);
    private static final int SMALLEST_TEXT = 12;

    private LabeledFaces() {}

    /**
     * A face to mark.
     *
     * @param box   in pixels of the picture
     * @param text  one line
     * @param known whether it was identified
     */
    public record Label(Box box, String text, boolean known) {}

    /**
     * Writes a copy of a picture as JPEG.
     *
     * @throws org.likeness.core.LikenessException if it cannot be written
     */
    public static void write(FaceImage picture, List<Label> labels, Path file) {
        BufferedImage image = ImageEncoder.buffered(picture);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        labels.forEach(label -> draw(graphics, label, image.getWidth(), image.getHeight()));
        graphics.dispose();
        byte[] bytes = ImageEncoder.encode(image, ImageEncoder.Format.JPG);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    private static void draw(Graphics2D graphics, Label label, int width, int height) {
        int text = Math.max(SMALLEST_TEXT, (int) Math.min(label.box().width() / 5, height / 20.0));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, text));
        graphics.setStroke(new BasicStroke(Math.max(2, text / 8f)));
        graphics.setColor(label.known() ? KNOWN : UNKNOWN);
        int left = (int) label.box().left();
        int top = (int) label.box().top();
        graphics.drawRect(
                left, top, (int) label.box().width(), (int) label.box().height());
        FontMetrics metrics = graphics.getFontMetrics();
        int wide = metrics.stringWidth(label.text()) + text / 2;
        int high = metrics.getHeight();
        int x = Math.max(0, Math.min(left, width - wide));
        int y = top - high < 0 ? Math.min(height - high, (int) label.box().bottom()) : top - high;
        graphics.fillRect(x, y, wide, high);
        graphics.setColor(Color.WHITE);
        graphics.drawString(label.text(), x + text / 4, y + metrics.getAscent());
    }
}
