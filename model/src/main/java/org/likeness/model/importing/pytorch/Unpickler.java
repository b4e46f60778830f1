package org.likeness.model.importing.pytorch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A machine for the pickles of state dictionaries: protocol 2 of Python's {@code pickle}, of which it knows what PyTorch writes.
 * It calls nothing. Every opcode beyond is refused by name; an object of any other class is passed over as one {@link PickleValue.Foreign}
 * value, since programs keep their arguments and figures beside the tensors. It neither recurses nor takes more memory than some
 * hundred times the pickle's bytes, which are bounded.
 */
final class Unpickler {
    /** A tensor takes some 50. */
    private static final int MOST_OPCODES = 1 << 21;

    /** The writer puts a thousand entries at once on it. */
    private static final int DEEPEST_STACK = 1 << 17;

    /** A tensor takes some 10. */
    private static final int LARGEST_MEMO = 1 << 20;

    private static final int PROTOCOL = 2;
    private static final int LONGEST_WHOLE = 8; // bytes

    private final PickleInput in;
    private final Rebuilding rebuilding;
    private final List<PickleValue> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, PickleValue> memo = new HashMap<>();
    private long at; // where the present opcode stands

    /**
     * @param in         where the pickle begins
     * @param rebuilding what becomes of its storages and tensors
     */
    Unpickler(PickleInput in, Rebuilding rebuilding) {
        this.in = in;
        this.rebuilding = rebuilding;
    }

    /** @throws UnreadableException if it is not what PyTorch writes */
    PickleValue load() throws IOException {
        for (int count = 0; count < MOST_OPCODES; count++) {
            at = in.position();
            int code = in.unsignedByte();
            Opcode opcode = Opcode.of(code)
                    .orElseThrow(() -> refused(
                            String.format(Locale.ROOT, "has the byte 0x%02x, which is no opcode of pickle", code)));
            if (opcode == Opcode.STOP) {
                PickleValue result = pop();
                if (!stack.isEmpty() || !marks.isEmpty()) {
                    throw refused("ends the pickle with values left over");
                }
                return result;
            }
            execute(opcode);
        }
        throw new UnreadableException(String.format(
                Locale.ROOT, "is no state dictionary: its pickle has more than %,d opcodes", MOST_OPCODES));
    }

    private void execute(Opcode opcode) throws IOException {
        switch (opcode) {
            case PROTO -> requireProtocol(in.unsignedByte());
            case MARK -> mark();
            case NONE -> push(PickleValue.Constant.NONE);
            case NEWTRUE -> push(PickleValue.Constant.TRUE);
            case NEWFALSE -> push(PickleValue.Constant.FALSE);
            case BINFLOAT -> real();
            case BININT -> push(new PickleValue.Whole((int) in.unsigned(Integer.BYTES)));
            case BININT1 -> push(new PickleValue.Whole(in.unsignedByte()));
            case BININT2 -> push(new PickleValue.Whole(in.unsigned(Short.BYTES)));
            case LONG1 -> whole(in.unsignedByte());
            case BINUNICODE -> push(new PickleValue.Text(in.text(in.unsigned(Integer.BYTES))));
            case SHORT_BINSTRING -> push(new PickleValue.Text(in.text(in.unsignedByte()))); // Python 2's
            case EMPTY_TUPLE -> push(new PickleValue.Items(List.of()));
            case TUPLE1 -> tuple(1);
            case TUPLE2 -> tuple(2);
            case TUPLE3 -> tuple(3);
            case TUPLE -> push(new PickleValue.Items(popToMark()));
            case EMPTY_LIST -> push(new PickleValue.Items(new ArrayList<>()));
            case APPEND -> append(List.of(pop()));
            case APPENDS -> append(popToMark());
            case EMPTY_DICT -> push(new PickleValue.Dictionary(new LinkedHashMap<>()));
            case SETITEM -> setItem();
            case SETITEMS -> setItems(popToMark());
            case BINPUT -> put(in.unsignedByte());
            case LONG_BINPUT -> put(in.unsigned(Integer.BYTES));
            case BINGET -> get(in.unsignedByte());
            case LONG_BINGET -> get(in.unsigned(Integer.BYTES));
            case GLOBAL -> global(in.line(), in.line());
            case BINPERSID -> push(rebuilding.storage(pop(), at));
            case REDUCE -> reduce();
            case BUILD -> build();
            case NEWOBJ -> newObject();
            case STOP, POP, POP_MARK, DUP, FLOAT, INT, LONG, PERSID -> throw unknown(opcode);
            case STRING, BINSTRING, UNICODE, DICT, GET, INST, LIST -> throw unknown(opcode);
            case OBJ, PUT, BINBYTES, SHORT_BINBYTES, EXT1, EXT2, EXT4, LONG4, SHORT_BINUNICODE -> throw unknown(opcode);
            case BINUNICODE8, BINBYTES8, EMPTY_SET, ADDITEMS, FROZENSET, NEWOBJ_EX, STACK_GLOBAL, MEMOIZE ->
                throw unknown(opcode);
            case FRAME, BYTEARRAY8, NEXT_BUFFER, READONLY_BUFFER -> throw unknown(opcode);
        }
    }

    private UnreadableException unknown(Opcode opcode) {
        return refused(String.format(Locale.ROOT, "has the pickle opcode %s, which no state dictionary needs", opcode));
    }

    private void requireProtocol(int protocol) {
        if (protocol != PROTOCOL) {
            throw refused(String.format(
                    Locale.ROOT, "is pickled in protocol %d: 2 is read, which torch.save takes by default", protocol));
        }
    }

    private void mark() {
        if (marks.size() >= DEEPEST_STACK) {
            throw tooDeep();
        }
        marks.add(stack.size());
    }

    private void push(PickleValue value) {
        if (stack.size() >= DEEPEST_STACK) {
            throw tooDeep();
        }
        stack.add(value);
    }

    private UnreadableException tooDeep() {
        return refused(String.format(Locale.ROOT, "holds more than %,d values at once", DEEPEST_STACK));
    }

    private PickleValue pop() {
        int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
        if (stack.size() <= floor) {
            throw refused("takes a value where there is none");
        }
        return stack.remove(stack.size() - 1);
    }

    private PickleValue top() {
        PickleValue value = pop();
        stack.add(value);
        return value;
    }

    private List<PickleValue> popToMark() {
        if (marks.isEmpty()) {
            throw refused("takes values from a mark on where there is none");
        }
        List<PickleValue> since = stack.subList(marks.remove(marks.size() - 1), stack.size());
        List<PickleValue> values = List.copyOf(since);
        since.clear();
        return values;
    }

    private void real() throws IOException {
        in.unsigned(Double.BYTES);
        push(PickleValue.Constant.REAL);
    }

    private void whole(int bytes) throws IOException {
        if (bytes > LONGEST_WHOLE) {
            throw refused(String.format(
                    Locale.ROOT, "has a whole number of %d bytes: %d are the most", bytes, LONGEST_WHOLE));
        }
        int unused = Long.SIZE - bytes * Byte.SIZE;
        push(new PickleValue.Whole(bytes == 0 ? 0 : in.unsigned(bytes) << unused >> unused));
    }

    private void tuple(int length) {
        PickleValue[] values = new PickleValue[length];
        for (int i = length - 1; i >= 0; i--) {
            values[i] = pop();
        }
        push(new PickleValue.Items(List.of(values)));
    }

    private void append(List<PickleValue> values) {
        if (top() instanceof PickleValue.Foreign) {
            return;
        }
        if (!(top() instanceof PickleValue.Items list) || !(list.values() instanceof ArrayList<PickleValue> growing)) {
            throw refused(String.format(Locale.ROOT, "appends to %s", top().kind()));
        }
        growing.addAll(values);
    }

    private void setItem() {
        PickleValue value = pop();
        setItems(List.of(pop(), value));
    }

    private void setItems(List<PickleValue> keysAndValues) {
        if (top() instanceof PickleValue.Foreign) {
            return;
        }
        if (!(top() instanceof PickleValue.Dictionary dictionary)) {
            throw refused(String.format(Locale.ROOT, "puts entries into %s", top().kind()));
        }
        if (keysAndValues.size() % 2 != 0) {
            throw refused("puts a key without a value into a dictionary");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            PickleValue key = keysAndValues.get(i);
            if (key instanceof PickleValue.Text text) {
                if (dictionary.entries().put(text.value(), keysAndValues.get(i + 1)) != null) {
                    throw refused(String.format(Locale.ROOT, "has the entry \"%s\" twice", text.value()));
                }
            } else if (!(key instanceof PickleValue.Whole || key instanceof PickleValue.Foreign)) {
                throw refused(String.format(Locale.ROOT, "has %s for a key", key.kind()));
            }
        }
    }

    private void put(long index) {
        memo.put(index, top());
        if (memo.size() > LARGEST_MEMO) {
            throw refused(String.format(Locale.ROOT, "remembers more than %,d values", LARGEST_MEMO));
        }
    }

    private void get(long index) {
        PickleValue value = memo.get(index);
        if (value == null) {
            throw refused(String.format(Locale.ROOT, "recalls value %d, which it never remembered", index));
        }
        push(value);
    }

    private void global(String module, String className) {
        Optional<KnownClass> known = KnownClass.named(module, className);
        push(known.isPresent() ? new PickleValue.Known(known.get()) : rebuilding.foreign(module + "." + className));
    }

    private void reduce() {
        PickleValue arguments = pop();
        PickleValue called = pop();
        if (called instanceof PickleValue.Foreign) {
            push(called);
        } else if (called instanceof PickleValue.Known known && arguments instanceof PickleValue.Items items) {
            push(rebuilding.call(known.known(), items.values(), at));
        } else {
            throw refused(String.format(Locale.ROOT, "calls %s with %s", called.kind(), arguments.kind()));
        }
    }

    /** An object of a class that is not known, without what its constructor would do. */
    private void newObject() {
        pop(); // the arguments
        PickleValue called = pop();
        if (!(called instanceof PickleValue.Foreign)) {
            throw refused(String.format(Locale.ROOT, "makes an object of %s", called.kind()));
        }
        push(called);
    }

    /** An object's own attributes, of which an OrderedDict of tensors has the versions of its modules: they are not kept. */
    private void build() {
        PickleValue state = pop();
        boolean ofDictionary = top() instanceof PickleValue.Dictionary && state instanceof PickleValue.Dictionary;
        if (!ofDictionary && !(top() instanceof PickleValue.Foreign)) {
            throw refused(String.format(Locale.ROOT, "sets attributes of %s", top().kind()));
        }
    }

    private UnreadableException refused(String reason) {
        return Rebuilding.refused(at, reason);
    }
}
