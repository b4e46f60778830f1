package org.likeness.core.pickle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * An interpreter of Python's pickles. A pickle is a program; this interpreter executes the opcodes that build lists, dictionaries, strings
 * and numbers, and delegates names to {@link PickleNames}. It calls no code. An object of an unknown class becomes one
 * {@link PickleValue.Foreign} value, because programs store their arguments and metrics beside tensors.
 *
 * <p>It does not recurse, and takes at most some hundred times the memory of the pickle's bytes without those passed over, which are
 * bounded ({@link PickleInput#MAX_BYTES}); so are opcodes, values at once and remembered values. (Python, {@code pickletools.py}.)
 */
public final class Unpickler {
    /** A tensor takes some 50, a pair of pictures some 20. */
    private static final int MAX_OPCODES = 1 << 21;

    private static final int MAX_WHOLE = 8; // bytes

    private final PickleInput in;
    private final PickleKind kind;
    private final PickleNames names;
    private final PickleStack stack = new PickleStack();

    /**
     * @param in    where the pickle begins
     * @param kind  what it may hold
     * @param names what names in it mean
     */
    public Unpickler(PickleInput in, PickleKind kind, PickleNames names) {
        this.in = in;
        this.kind = kind;
        this.names = names;
    }

    /**
     * Reads one pickle.
     *
     * @throws PickleException if it is damaged, too large, or holds anything else than its kind does
     */
    public PickleValue load() throws IOException {
        for (int count = 0; count < MAX_OPCODES; count++) {
            long start = in.position();
            try {
                Opcode opcode = opcode();
                if (opcode == Opcode.STOP) {
                    return result();
                }
                execute(opcode);
            } catch (PickleException e) {
                throw new PickleException(String.format(
                        Locale.ROOT, "%s, at byte %,d of the pickle. %s", e.getMessage(), start, kind.advice()));
            }
        }
        throw new PickleException(String.format(
                Locale.ROOT, "has a pickle of more than %,d opcodes, the most that are read", MAX_OPCODES));
    }

    private Opcode opcode() throws IOException {
        int code = in.unsignedByte();
        Opcode opcode = Opcode.of(code)
                .orElseThrow(() -> new PickleException(
                        String.format(Locale.ROOT, "has the byte 0x%02x, which is not a pickle opcode", code)));
        if (opcode != Opcode.STOP && !kind.opcodes().contains(opcode)) {
            throw unknown(opcode);
        }
        return opcode;
    }

    private PickleValue result() {
        PickleValue result = stack.pop();
        if (!stack.isEmpty()) {
            throw new PickleException("ends the pickle with values left over");
        }
        return result;
    }

    private void execute(Opcode opcode) throws IOException {
        switch (opcode) {
            case PROTO -> requireProtocol(in.unsignedByte());
            case FRAME -> in.unsigned(Long.BYTES); // a hint for readers of streams
            case MARK -> stack.mark();
            case NONE -> stack.push(PickleValue.Constant.NONE);
            case NEWTRUE -> stack.push(PickleValue.Constant.TRUE);
            case NEWFALSE -> stack.push(PickleValue.Constant.FALSE);
            case BINFLOAT -> real();
            case INT -> decimal(in.line());
            case BININT -> stack.push(new PickleValue.Whole((int) in.unsigned(Integer.BYTES)));
            case BININT1 -> stack.push(new PickleValue.Whole(in.unsignedByte()));
            case BININT2 -> stack.push(new PickleValue.Whole(in.unsigned(Short.BYTES)));
            case LONG1 -> whole(in.unsignedByte());
            case SHORT_BINUNICODE -> text(in.unsignedByte(), Span.Coding.LATIN_1_IN_UTF_8);
            case BINUNICODE -> text(in.unsigned(Integer.BYTES), Span.Coding.LATIN_1_IN_UTF_8);
            case SHORT_BINSTRING -> text(in.unsignedByte(), Span.Coding.RAW); // Python 2's
            case BINSTRING -> text(in.unsigned(Integer.BYTES), Span.Coding.RAW);
            case SHORT_BINBYTES -> bytes(in.unsignedByte());
            case BINBYTES -> bytes(in.unsigned(Integer.BYTES));
            case BINBYTES8 -> bytes(in.unsigned(Long.BYTES));
            case EMPTY_TUPLE -> stack.push(new PickleValue.Items(List.of()));
            case TUPLE1 -> tuple(1);
            case TUPLE2 -> tuple(2);
            case TUPLE3 -> tuple(3);
            case TUPLE -> stack.push(new PickleValue.Items(stack.popToMark()));
            case EMPTY_LIST -> stack.push(new PickleValue.Items(new ArrayList<>()));
            case LIST -> stack.push(new PickleValue.Items(new ArrayList<>(stack.popToMark())));
            case APPEND -> append(List.of(stack.pop()));
            case APPENDS -> append(stack.popToMark());
            case EMPTY_DICT -> stack.push(new PickleValue.Dictionary(new LinkedHashMap<>()));
            case SETITEM -> setItem();
            case SETITEMS -> setItems(stack.popToMark());
            case BINPUT -> stack.remember(in.unsignedByte());
            case LONG_BINPUT -> stack.remember(in.unsigned(Integer.BYTES));
            case MEMOIZE -> stack.remember();
            case BINGET -> stack.recall(in.unsignedByte());
            case LONG_BINGET -> stack.recall(in.unsigned(Integer.BYTES));
            case GLOBAL -> named(in.line(), in.line());
            case STACK_GLOBAL -> named();
            case BINPERSID -> persistent();
            case REDUCE -> reduce();
            case BUILD -> build();
            case NEWOBJ -> newObject();
            case STOP, POP, POP_MARK, DUP, FLOAT, LONG, PERSID, STRING, UNICODE, DICT, GET -> throw unknown(opcode);
            case INST, OBJ, PUT, EXT1, EXT2, EXT4, LONG4, BINUNICODE8, EMPTY_SET, ADDITEMS -> throw unknown(opcode);
            case FROZENSET, NEWOBJ_EX, BYTEARRAY8, NEXT_BUFFER, READONLY_BUFFER -> throw unknown(opcode);
        }
    }

    private PickleException unknown(Opcode opcode) {
        return new PickleException(
                String.format(Locale.ROOT, "has the pickle opcode %s, which no %s needs", opcode, kind.content()));
    }

    private void requireProtocol(int protocol) {
        int lowest = kind.lowestProtocol();
        int highest = kind.highestProtocol();
        if (protocol < lowest || protocol > highest) {
            throw new PickleException(String.format(
                    Locale.ROOT,
                    "is pickled in protocol %d: %s is read",
                    protocol,
                    lowest == highest ? lowest : lowest + " to " + highest));
        }
    }

    private void real() throws IOException {
        in.unsigned(Double.BYTES);
        stack.push(PickleValue.Constant.REAL);
    }

    private void whole(int bytes) throws IOException {
        if (bytes > MAX_WHOLE) {
            throw new PickleException(
                    String.format(Locale.ROOT, "has a whole number of %d bytes: %d are the most", bytes, MAX_WHOLE));
        }
        int unused = Long.SIZE - bytes * Byte.SIZE;
        stack.push(new PickleValue.Whole(bytes == 0 ? 0 : in.unsigned(bytes) << unused >> unused));
    }

    /** A number in digits; 00 and 01 are truth values. */
    private void decimal(String digits) {
        if (digits.equals("00") || digits.equals("01")) {
            stack.push(digits.equals("01") ? PickleValue.Constant.TRUE : PickleValue.Constant.FALSE);
            return;
        }
        try {
            stack.push(new PickleValue.Whole(Long.parseLong(digits)));
        } catch (NumberFormatException e) {
            throw new PickleException(
                    String.format(Locale.ROOT, "has the whole number \"%s\", which is none of 64 bits", digits));
        }
    }

    private void text(long length, Span.Coding coding) throws IOException {
        Span span = new Span(in.position(), length, coding);
        if (length > kind.longestText()) {
            in.skip(length);
            stack.push(new PickleValue.LongText(span));
        } else {
            stack.push(new PickleValue.Text(in.text(length), span));
        }
    }

    private void bytes(long length) throws IOException {
        Span span = new Span(in.position(), length, Span.Coding.RAW);
        in.skip(length);
        stack.push(new PickleValue.Bytes(span));
    }

    private void tuple(int length) {
        PickleValue[] values = new PickleValue[length];
        for (int i = length - 1; i >= 0; i--) {
            values[i] = stack.pop();
        }
        stack.push(new PickleValue.Items(List.of(values)));
    }

    private void append(List<PickleValue> values) {
        if (stack.top() instanceof PickleValue.Foreign) {
            return;
        }
        if (!(stack.top() instanceof PickleValue.Items list)
                || !(list.values() instanceof ArrayList<PickleValue> growing)) {
            throw new PickleException(
                    String.format(Locale.ROOT, "appends to %s", stack.top().kind()));
        }
        growing.addAll(values);
    }

    private void setItem() {
        PickleValue value = stack.pop();
        setItems(List.of(stack.pop(), value));
    }

    private void setItems(List<PickleValue> keysAndValues) {
        if (stack.top() instanceof PickleValue.Foreign) {
            return;
        }
        if (!(stack.top() instanceof PickleValue.Dictionary dictionary)) {
            throw new PickleException(String.format(
                    Locale.ROOT, "puts entries into %s", stack.top().kind()));
        }
        if (keysAndValues.size() % 2 != 0) {
            throw new PickleException("puts a key without a value into a dictionary");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            PickleValue key = keysAndValues.get(i);
            if (key instanceof PickleValue.Text text) {
                if (dictionary.entries().put(text.value(), keysAndValues.get(i + 1)) != null) {
                    throw new PickleException(String.format(Locale.ROOT, "has the entry \"%s\" twice", text.value()));
                }
            } else if (!(key instanceof PickleValue.Whole || key instanceof PickleValue.Foreign)) {
                throw new PickleException(String.format(Locale.ROOT, "has %s for a key", key.kind()));
            }
        }
    }

    private void named(String module, String name) {
        stack.push(names.named(module, name));
    }

    private void named() {
        PickleValue name = stack.pop();
        PickleValue module = stack.pop();
        if (!(module instanceof PickleValue.Text moduleText) || !(name instanceof PickleValue.Text nameText)) {
            throw new PickleException(String.format(Locale.ROOT, "names %s of %s", name.kind(), module.kind()));
        }
        named(moduleText.value(), nameText.value());
    }

    private void persistent() {
        PickleValue id = stack.pop();
        stack.push(names.persistent(id));
    }

    private void reduce() {
        PickleValue arguments = stack.pop();
        PickleValue called = stack.pop();
        if (called instanceof PickleValue.Foreign) {
            stack.push(called);
        } else if (called instanceof PickleValue.Interpreted function && arguments instanceof PickleValue.Items items) {
            stack.push(names.call(function, items.values()));
        } else {
            throw new PickleException(String.format(Locale.ROOT, "calls %s with %s", called.kind(), arguments.kind()));
        }
    }

    /** An object of a class that is not known, without what its constructor would do. */
    private void newObject() {
        stack.pop(); // the arguments
        PickleValue called = stack.pop();
        if (!(called instanceof PickleValue.Foreign)) {
            throw new PickleException(String.format(Locale.ROOT, "makes an object of %s", called.kind()));
        }
        stack.push(called);
    }

    /** An object's own attributes, of which an OrderedDict of tensors has the versions of its modules: they are not kept. */
    private void build() {
        PickleValue state = stack.pop();
        boolean ofDictionary = stack.top() instanceof PickleValue.Dictionary && state instanceof PickleValue.Dictionary;
        if (!ofDictionary && !(stack.top() instanceof PickleValue.Foreign)) {
            throw new PickleException(String.format(
                    Locale.ROOT, "sets attributes of %s", stack.top().kind()));
        }
    }
}
