package org.likeness.core.evaluation.pair;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.likeness.core.pickle.Opcode;
import org.likeness.core.pickle.PickleException;
import org.likeness.core.pickle.PickleKind;
import org.likeness.core.pickle.PickleNames;
import org.likeness.core.pickle.PickleValue;
import org.likeness.core.pickle.Span;

/**
 * The pickles of {@code pickle.dump((pictures, answers), file)} in protocols 0 to 5, of Python 2 and 3, except the strings that protocol 0
 * writes for bytes: lists, bytes and truth values. The only permitted function is the one with which Python 3 writes bytes in protocols 0
 * to 2.
 */
final class PicturePairsPickle implements PickleNames {
    static final PickleKind KIND = new PickleKind(
            "list of picture pairs",
            EnumSet.of(
                    Opcode.PROTO,
                    Opcode.FRAME,
                    Opcode.MARK,
                    Opcode.NONE,
                    Opcode.NEWTRUE,
                    Opcode.NEWFALSE,
                    Opcode.INT,
                    Opcode.SHORT_BINUNICODE,
                    Opcode.BINUNICODE,
                    Opcode.SHORT_BINSTRING,
                    Opcode.BINSTRING,
                    Opcode.SHORT_BINBYTES,
                    Opcode.BINBYTES,
                    Opcode.BINBYTES8,
                    Opcode.EMPTY_TUPLE,
                    Opcode.TUPLE1,
                    Opcode.TUPLE2,
                    Opcode.TUPLE3,
                    Opcode.TUPLE,
                    Opcode.EMPTY_LIST,
                    Opcode.LIST,
                    Opcode.APPEND,
                    Opcode.APPENDS,
                    Opcode.BINPUT,
                    Opcode.LONG_BINPUT,
                    Opcode.MEMOIZE,
                    Opcode.BINGET,
                    Opcode.LONG_BINGET,
                    Opcode.GLOBAL,
                    Opcode.STACK_GLOBAL,
                    Opcode.REDUCE),
            0,
            5,
            100, // names of a module, a function and a character set
            "Only lists of bytes and truth values are read; nothing in a file is ever run");

    /** {@code _codecs.encode}, of a text that has one character for each byte. */
    private enum Function implements PickleValue.Interpreted {
        ENCODE;

        @Override
        public String kind() {
            return "the function _codecs.encode";
        }
    }

    @Override
    public PickleValue named(String module, String name) {
        if (module.equals("_codecs") && name.equals("encode")) {
            return Function.ENCODE;
        }
        throw new PickleException(String.format(Locale.ROOT, "names %s.%s, which is not known", module, name));
    }

    @Override
    public PickleValue call(PickleValue.Interpreted function, List<PickleValue> arguments) {
        if (arguments.size() == 2
                && arguments.get(1) instanceof PickleValue.Text characters
                && characters.value().equals("latin1")) {
            if (arguments.get(0) instanceof PickleValue.Text text) {
                return new PickleValue.Bytes(text.span());
            }
            if (arguments.get(0) instanceof PickleValue.LongText text) {
                return new PickleValue.Bytes(text.span());
            }
        }
        throw new PickleException(String.format(
                Locale.ROOT, "calls %s with %d arguments that are not its own", function.kind(), arguments.size()));
    }

    @Override
    public PickleValue persistent(PickleValue id) {
        throw new PickleException("names something outside of the pickle");
    }

    /**
     * Where a picture lies.
     *
     * @throws PickleException if a value is no bytes
     */
    static Span picture(PickleValue value) {
        if (value instanceof PickleValue.Bytes bytes) {
            return bytes.span();
        }
        // bytes of Python 2 are texts without a character set
        if (value instanceof PickleValue.LongText text && text.span().coding() == Span.Coding.RAW) {
            return text.span();
        }
        if (value instanceof PickleValue.Text text && text.span().coding() == Span.Coding.RAW) {
            return text.span();
        }
        throw new PickleException(String.format(Locale.ROOT, "has %s where a picture's bytes are due", value.kind()));
    }
}
