package org.likeness.model.importing.pytorch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a pickle of protocol 2, opcode after opcode, right or wrong. */
final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PickleWriter() {
        bytes(0x80, 2);
    }

    PickleWriter bytes(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    /** Opcodes that are letters. */
    PickleWriter letters(String opcodes) {
        out.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    PickleWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write('X');
        little(utf8.length, Integer.BYTES);
        out.writeBytes(utf8);
        return this;
    }

    PickleWriter whole(long value) {
        if (value == (byte) value && value >= 0) {
            return bytes('K', (int) value);
        } else if (value == (int) value) {
            out.write('J');
            return little(value, Integer.BYTES);
        }
        return bytes(0x8a, Long.BYTES).little(value, Long.BYTES);
    }

    PickleWriter little(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >> 8 * i));
        }
        return this;
    }

    PickleWriter global(String module, String name) {
        return letters("c" + module + "\n" + name + "\n");
    }

    PickleWriter tuple(long... values) {
        letters("(");
        for (long value : values) {
            whole(value);
        }
        return letters("t");
    }

    /** An OrderedDict without entries. */
    PickleWriter ordered() {
        return global("collections", "OrderedDict").letters(")R");
    }

    byte[] done() {
        return letters(".").unfinished();
    }

    byte[] unfinished() {
        return out.toByteArray();
    }
}
