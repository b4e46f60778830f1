package org.likeness.core.evaluation.pair;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.likeness.core.UserException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.ImageDecoder;

/**
 * The {@code .bin} files of pairs in which AgeDB-30, CFP-FP, LFW and others are handed on with their pictures: a pickle of a list of
 * encoded pictures, two for each pair, and a list of truth values, true for one person. Nothing in it is executed: what a pickle may hold
 * beside lists, bytes and truth values is refused.
 *
 * <p>Folds are as the field takes them: ten parts of the list as it stands. The files say nothing of people: each picture of a pair of two
 * people counts as a person of its own, and intervals by people are then those by pairs.
 *
 * @param data  the pictures
 * @param pairs of them
 */
public record PicturePairsFile(FaceDataset data, PairList pairs) {
    private static final int FOLDS = 10;
    private static final long MOST_BYTES = Integer.MAX_VALUE - 16L;

    /**
     * Reads such a file.
     *
     * @throws UserException if it is missing, too large, or holds anything else
     */
    public static PicturePairsFile read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UserException(String.format(
                        Locale.ROOT, "%s has %,d bytes: at most %,d are read", file, Files.size(file), MOST_BYTES));
            }
            return of(file, new Reader(Files.readAllBytes(file)).value());
        } catch (IOException e) {
            throw new UserException(String.format(Locale.ROOT, "%s cannot be read: %s", file, e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    String.format(Locale.ROOT, "%s is no file of picture pairs: %s", file, e.getMessage()), e);
        }
    }

    private static PicturePairsFile of(Path file, Object pickle) {
        if (!(pickle instanceof List<?> parts)
                || parts.size() != 2
                || !(parts.get(0) instanceof List<?> pictures)
                || !(parts.get(1) instanceof List<?> answers)
                || pictures.size() != 2 * answers.size()
                || answers.isEmpty()) {
            throw new IllegalArgumentException("two pictures for each truth value are due");
        }
        List<Identity> people = new ArrayList<>();
        List<FacePair> pairs = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Picture first = picture(pictures.get(2 * i), String.format(Locale.ROOT, "%05d/1", i));
            Picture second = picture(pictures.get(2 * i + 1), String.format(Locale.ROOT, "%05d/2", i));
            if (!(answers.get(i) instanceof Boolean same)) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "answer %d is no truth value", i));
            }
            if (same) {
                people.add(new Identity(String.format(Locale.ROOT, "%05d", i), List.of(first, second)));
            } else {
                people.add(new Identity(String.format(Locale.ROOT, "%05d-1", i), List.of(first)));
                people.add(new Identity(String.format(Locale.ROOT, "%05d-2", i), List.of(second)));
            }
            pairs.add(new FacePair(first, second, same, (int) ((long) i * FOLDS / answers.size())));
        }
        String name = String.valueOf(file.getFileName());
        return new PicturePairsFile(
                new FaceDataset(name, people), new PairList(name, pairs, Math.min(FOLDS, answers.size())));
    }

    private static Picture picture(Object bytes, String name) {
        if (!(bytes instanceof byte[] encoded)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "picture %s is not bytes", name));
        }
        return new Encoded(name, encoded);
    }

    /** A picture in memory; equal to itself only. */
    private static final class Encoded implements Picture {
        private final String name;
        private final byte[] bytes;

        Encoded(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public FaceImage decode() {
            return ImageDecoder.decode(name, bytes);
        }

        @Override
        public byte[] content() {
            return bytes.clone();
        }
    }

    /** The opcodes of pickles of protocols 0 to 4 that lists, bytes and truth values are made of (Python's pickletools). */
    private static final class Reader {
        private static final Object MARK = new Object();
        private static final String BYTES_OF_TEXT = "_codecs encode"; // how Python 3 writes bytes in protocol 2

        private final byte[] bytes;
        private int at;
        private final List<@Nullable Object> stack = new ArrayList<>();
        private final Map<Integer, @Nullable Object> memo = new HashMap<>();

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        Object value() {
            while (true) {
                int start = at;
                int opcode = next();
                if (opcode == '.') {
                    return Objects.requireNonNull(pop());
                }
                if (!takes(opcode)) {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "the sign 0x%02x at byte %,d belongs to something else than lists, bytes and truth values",
                            opcode,
                            start));
                }
            }
        }

        private boolean takes(int opcode) {
            switch (opcode) {
                case 0x80 -> next();
                case 0x95 -> at = Math.addExact(at, 8);
                case ']', ')' -> stack.add(new ArrayList<>());
                case '(' -> stack.add(MARK);
                case 'a' -> append(List.of(Objects.requireNonNull(pop())));
                case 'e' -> append(sinceMark());
                case 'l', 't' -> stack.add(new ArrayList<>(sinceMark()));
                case 0x85 -> tuple(1);
                case 0x86 -> tuple(2);
                case 0x87 -> tuple(3);
                case 0x88 -> stack.add(true);
                case 0x89 -> stack.add(false);
                case 'N' -> stack.add(null);
                case 'I' -> stack.add(truth(line()));
                case 'C', 'U' -> stack.add(part(next()));
                case 'B', 'T' -> stack.add(part(number(4)));
                case 0x8e -> stack.add(part(number(8)));
                case 0x8c -> stack.add(text(next()));
                case 'X' -> stack.add(text(number(4)));
                case 'q' -> memo.put(next(), top());
                case 'r' -> memo.put(number(4), top());
                case 0x94 -> memo.put(memo.size(), top());
                case 'h' -> stack.add(known(next()));
                case 'j' -> stack.add(known(number(4)));
                case 'c' -> stack.add(line() + " " + line());
                case 0x93 -> {
                    Object name = pop();
                    stack.add(pop() + " " + name);
                }
                case 'R' -> call();
                default -> {
                    return false;
                }
            }
            return true;
        }

        private int next() {
            if (at >= bytes.length) {
                throw new IllegalArgumentException("it ends early");
            }
            return bytes[at++] & 0xff;
        }

        private int number(int size) {
            long value = 0;
            for (int i = 0; i < size; i++) {
                value |= (long) next() << (8 * i);
            }
            if (value < 0 || value > bytes.length) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "something of %,d bytes at byte %,d", value, at));
            }
            return (int) value;
        }

        private byte[] part(int size) {
            if (size > bytes.length - at) {
                throw new IllegalArgumentException("it ends early");
            }
            at += size;
            return Arrays.copyOfRange(bytes, at - size, at);
        }

        private String text(int size) {
            return new String(part(size), StandardCharsets.UTF_8);
        }

        private String line() {
            int start = at;
            while (next() != '\n') {
                // up to the end of the line
            }
            return new String(bytes, start, at - 1 - start, StandardCharsets.US_ASCII);
        }

        private static boolean truth(String digits) {
            if (!digits.equals("00") && !digits.equals("01")) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "the number %s stands where a truth value is due", digits));
            }
            return digits.equals("01");
        }

        private @Nullable Object pop() {
            if (stack.isEmpty()) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "it takes more than it gives at byte %,d", at));
            }
            return stack.remove(stack.size() - 1);
        }

        private @Nullable Object top() {
            Object value = pop();
            stack.add(value);
            return value;
        }

        private Object known(int place) {
            Object value = memo.get(place);
            if (value == null) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "nothing is remembered at place %d", place));
            }
            return value;
        }

        private List<Object> sinceMark() {
            int mark = stack.lastIndexOf(MARK);
            if (mark < 0) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "no mark before byte %,d", at));
            }
            List<Object> values = new ArrayList<>();
            for (Object value : stack.subList(mark + 1, stack.size())) {
                values.add(Objects.requireNonNull(value));
            }
            stack.subList(mark, stack.size()).clear();
            return values;
        }

        private void tuple(int size) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                values.add(0, Objects.requireNonNull(pop()));
            }
            stack.add(values);
        }

        @SuppressWarnings("unchecked")
        private void append(List<Object> values) {
            if (!(top() instanceof List<?> list)) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "nothing to add to at byte %,d", at));
            }
            ((List<Object>) list).addAll(values);
        }

        private void call() {
            Object arguments = pop();
            Object function = pop();
            if (!(BYTES_OF_TEXT.equals(function)
                    && arguments instanceof List<?> list
                    && list.size() == 2
                    && list.get(0) instanceof String text
                    && "latin1".equals(list.get(1)))) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "it calls %s", function));
            }
            stack.add(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
