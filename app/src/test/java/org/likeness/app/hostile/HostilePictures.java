package org.likeness.app.hostile;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Pictures that announce more than they hold, are other things as well, or are damaged. */
final class HostilePictures {
    private static final int[] SIDES = {0, 1, 16_384, 16_385, 30_000, 65_535, 65_536, 1 << 24, Integer.MAX_VALUE, -1};
    private static final int ZEROS = 24 << 20; // of a block that is compressed to a thousandth

    private static final byte[] BOMB = deflated(ZEROS);

    /** As large as pictures may be, in some hundred kilobytes. */
    private static final byte[] LARGEST = png(8_000, 8_000, deflated(8_000 * (3 * 8_000 + 1)), new byte[0]);

    private final List<byte[]> whole;
    private final byte[] zip;

    HostilePictures() {
        whole = List.of(file("png"), file("jpg"), file("gif"), file("bmp"), file("tiff"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("../../etc/passwd"));
            out.write(new byte[1 << 16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        zip = bytes.toByteArray();
    }

    private static byte[] file(String format) {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(4, 2, 30, 36);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("this Java writes no " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** One that a service takes. */
    byte[] whole(SplittableRandom random) {
        return pick(random, whole);
    }

    byte[] next(SplittableRandom random) {
        if (random.nextInt(200) == 0) {
            return LARGEST;
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> bomb(random);
            case 2 -> polyglot(random);
            case 3, 4 -> flipped(random, whole(random));
            case 5 -> truncated(random, whole(random));
            case 6 -> spliced(random);
            default -> noise(random, random.nextInt(2_000));
        };
    }

    private byte[] bomb(SplittableRandom random) {
        int width = SIDES[random.nextInt(SIDES.length)];
        int height = SIDES[random.nextInt(SIDES.length)];
        return switch (random.nextInt(9)) {
            case 0 -> png(width, height, BOMB, new byte[0]);
            case 1 -> png(40, 40, BOMB, new byte[0]);
            case 2 -> png(16, 16, deflated(16 * 49), chunk("iCCP", concat(ascii("p\0\0"), BOMB)));
            case 3 -> png(16, 16, deflated(16 * 49), chunk("zTXt", concat(ascii("Comment\0\0"), BOMB)));
            case 4 -> jpeg(random, width, height);
            case 5 -> little("GIF89a", width, height, new byte[] {(byte) 0xf7, 0, 0, 0x2c}, random);
            case 6 -> bmp(width, height);
            case 7 -> webp(random, width, height);
            default -> ascii("P6\n" + (width & 0xffff_ffffL) + " " + (height & 0xffff_ffffL) + "\n255\n123");
        };
    }

    private static byte[] png(int width, int height, byte[] data, byte[] extra) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        return concat(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
                chunk("IHDR", header.array()),
                extra,
                chunk("IDAT", data),
                chunk("IEND", new byte[0]));
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] body = concat(ascii(type), content);
        CRC32 crc = new CRC32();
        crc.update(body);
        return concat(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                body,
                ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /** Another size in the header of the frame; sometimes many scans more. */
    private byte[] jpeg(SplittableRandom random, int width, int height) {
        byte[] file = whole.get(1).clone();
        for (int at = 2; at < file.length - 8; at++) {
            if ((file[at] & 0xff) == 0xff && (file[at + 1] == (byte) 0xc0 || file[at + 1] == (byte) 0xc2)) {
                ByteBuffer.wrap(file).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
                file[at + 1] = random.nextBoolean() ? (byte) 0xc2 : file[at + 1];
            }
        }
        ByteArrayOutputStream scans = new ByteArrayOutputStream();
        scans.write(file, 0, file.length - 2);
        for (int i = random.nextInt(3) * 500; i > 0; i--) {
            scans.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1});
        }
        scans.write(file, file.length - 2, 2);
        return scans.toByteArray();
    }

    private static byte[] little(String magic, int width, int height, byte[] flags, SplittableRandom random) {
        ByteBuffer sizes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        sizes.putShort((short) width).putShort((short) height);
        return concat(ascii(magic), sizes.array(), flags, sizes.array(), sizes.array(), noise(random, 600));
    }

    private static byte[] bmp(int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("BM"))
                .putInt(200)
                .putInt(0)
                .putInt(54)
                .putInt(40)
                .putInt(width)
                .putInt(height);
        file.putShort((short) 1).putShort((short) 24).putInt(width & 3);
        return file.array();
    }

    private static byte[] webp(SplittableRandom random, int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(56).put(ascii(random.nextBoolean() ? "WEBPVP8X" : "WEBPVP8L"));
        file.putInt(10).put((byte) (random.nextBoolean() ? 0x2f : random.nextInt(256)));
        file.putInt(width).putInt(height);
        return file.array();
    }

    private byte[] polyglot(SplittableRandom random) {
        String script = "<html><script>alert(1)</script></html>";
        return switch (random.nextInt(7)) {
            case 0 -> concat(whole.get(1), zip);
            case 1 -> concat(ascii("GIF89a/*"), ascii(script), ascii("*/=1;"));
            case 2 -> concat(whole.get(0), ascii(script));
            case 3 ->
                ascii("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"" + "b".repeat(1_000)
                        + "\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\">&x;"
                        + "&a;".repeat(1_000) + "</svg>");
            case 4 -> concat(ascii("%PDF-1.7\n"), whole.get(1));
            case 5 -> zip;
            default ->
                png(
                        8,
                        8,
                        deflated(8 * 25),
                        chunk("tEXt", concat(ascii("Title\0"), ascii("<?php system('id') ?>" + script))));
        };
    }

    private byte[] flipped(SplittableRandom random, byte[] file) {
        byte[] damaged = file.clone();
        int flips = 1 + random.nextInt(12);
        for (int i = 0; i < flips; i++) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(64, damaged.length) : damaged.length);
            damaged[at] =
                    random.nextBoolean() ? (byte) (damaged[at] ^ 1 << random.nextInt(8)) : (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static byte[] truncated(SplittableRandom random, byte[] file) {
        return Arrays.copyOf(file, random.nextInt(file.length));
    }

    private byte[] spliced(SplittableRandom random) {
        byte[] end = whole(random);
        return concat(
                truncated(random, whole(random)), Arrays.copyOfRange(end, random.nextInt(end.length), end.length));
    }

    static byte[] noise(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] deflated(int zeros) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(new byte[zeros]);
        deflater.finish();
        byte[] all = new byte[zeros / 500 + 100];
        int length = deflater.deflate(all);
        deflater.end();
        return Arrays.copyOf(all, length);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : new ArrayList<>(Arrays.asList(parts))) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static <T> T pick(SplittableRandom random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
