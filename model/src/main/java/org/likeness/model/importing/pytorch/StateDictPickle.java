package org.likeness.model.importing.pytorch;

import java.util.EnumSet;
import org.likeness.core.pickle.Opcode;
import org.likeness.core.pickle.PickleInput;
import org.likeness.core.pickle.PickleKind;

/** The pickles of PyTorch state dictionaries: protocol 2. */
final class StateDictPickle {
    static final PickleKind KIND = new PickleKind(
            "state dictionary",
            EnumSet.of(
                    Opcode.PROTO,
                    Opcode.MARK,
                    Opcode.NONE,
                    Opcode.NEWTRUE,
                    Opcode.NEWFALSE,
                    Opcode.BINFLOAT,
                    Opcode.BININT,
                    Opcode.BININT1,
                    Opcode.BININT2,
                    Opcode.LONG1,
                    Opcode.BINUNICODE,
                    Opcode.SHORT_BINSTRING,
                    Opcode.EMPTY_TUPLE,
                    Opcode.TUPLE1,
                    Opcode.TUPLE2,
                    Opcode.TUPLE3,
                    Opcode.TUPLE,
                    Opcode.EMPTY_LIST,
                    Opcode.APPEND,
                    Opcode.APPENDS,
                    Opcode.EMPTY_DICT,
                    Opcode.SETITEM,
                    Opcode.SETITEMS,
                    Opcode.BINPUT,
                    Opcode.LONG_BINPUT,
                    Opcode.BINGET,
                    Opcode.LONG_BINGET,
                    Opcode.GLOBAL,
                    Opcode.BINPERSID,
                    Opcode.REDUCE,
                    Opcode.BUILD,
                    Opcode.NEWOBJ),
            2,
            2,
            PickleInput.MAX_BYTES,
            "Only files of torch.save(model.state_dict(), FILE) are supported; code in a file is never executed");

    private StateDictPickle() {}
}
