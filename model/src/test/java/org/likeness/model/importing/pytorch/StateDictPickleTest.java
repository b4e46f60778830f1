package org.likeness.model.importing.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.likeness.core.pickle.Opcode;
import org.likeness.core.pickle.PickleException;
import org.likeness.core.pickle.PickleInput;
import org.likeness.core.pickle.PickleValue;
import org.likeness.core.pickle.Unpickler;

class StateDictPickleTest {
    private static PickleValue load(byte[] pickle) {
        return load(pickle, new Rebuilding());
    }

    private static PickleValue load(byte[] pickle, Rebuilding rebuilding) {
        PickleInput in = new PickleInput(new ByteArrayInputStream(pickle), 0, pickle.length);
        try {
            return new Unpickler(in, StateDictPickle.KIND, rebuilding).load();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void requireRefused(byte[] pickle, String... words) {
        assertThatThrownBy(() -> StateDictionary.tensors(load(pickle)))
                .isInstanceOfAny(UnreadableException.class, PickleException.class)
                .satisfies(
                        e -> assertThat(words).allSatisfy(word -> assertThat(e).hasMessageContaining(word)));
    }

    @Test
    void aCommandIsNotRunAndIsNoStateDictionary() {
        requireRefused(
                new PickleWriter()
                        .global("os", "system")
                        .text("touch here")
                        .bytes(0x85)
                        .letters("R")
                        .done(),
                "holds an object of os.system, not a state dictionary",
                "torch.save(model.state_dict(), FILE)");
    }

    @ParameterizedTest
    @CsvSource({
        "builtins,eval", "__main__,Net", "torch.nn.modules.conv,Conv2d", "numpy.core.multiarray,_reconstruct",
        "torch,load", "collections,Counter", "torch._utils,_rebuild_qtensor", "torch.storage,UntypedStorage"
    })
    void otherClassesAloneAreRefusedByName(String module, String name) {
        requireRefused(new PickleWriter().global(module, name).done(), "holds an object of " + module + "." + name);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {
                "POP",
                "POP_MARK",
                "DUP",
                "FLOAT",
                "INT",
                "LONG",
                "PERSID",
                "STRING",
                "BINSTRING",
                "UNICODE",
                "DICT",
                "GET",
                "INST",
                "LIST",
                "OBJ",
                "PUT",
                "BINBYTES",
                "SHORT_BINBYTES",
                "EXT1",
                "EXT2",
                "EXT4",
                "LONG4",
                "SHORT_BINUNICODE",
                "BINUNICODE8",
                "BINBYTES8",
                "EMPTY_SET",
                "ADDITEMS",
                "FROZENSET",
                "NEWOBJ_EX",
                "STACK_GLOBAL",
                "MEMOIZE",
                "FRAME",
                "BYTEARRAY8",
                "NEXT_BUFFER",
                "READONLY_BUFFER"
            })
    void otherOpcodesAreRefusedByName(Opcode opcode) {
        requireRefused(
                new PickleWriter().letters("}").bytes(opcode.code()).done(),
                "has the pickle opcode " + opcode + ", which no state dictionary needs, at byte 3");
    }

    @Test
    void whatIsNoOpcodeIsRefused() {
        requireRefused(new PickleWriter().bytes(0xff).done(), "the byte 0xff");
        requireRefused(new byte[] {(byte) 0x80, 4, '}', '.'}, "protocol 4");
    }

    @Test
    void knownNamesAreNotCalledWithOtherArguments() {
        String storage = "ctorch\nFloatStorage\n";
        String rebuild = "ctorch._utils\n_rebuild_tensor_v2\n";
        requireRefused(new PickleWriter().letters(storage + ")R").done(), "calls torch.FloatStorage with 0 arguments");
        requireRefused(new PickleWriter().letters(rebuild + ")R").done(), "calls torch._utils._rebuild_tensor_v2");
        requireRefused(
                new PickleWriter().letters("ccollections\nOrderedDict\n](NNeR").done(), "OrderedDict with 2");
        requireRefused(new PickleWriter().letters("})R").done(), "calls a dictionary");
        requireRefused(
                new PickleWriter().letters("ccollections\nOrderedDict\n}b").done(), "sets attributes of the class");
        requireRefused(new PickleWriter().letters("NQ").done(), "no storage");
        requireRefused(new PickleWriter().letters("]Q").done(), "no storage");
    }

    @Test
    void aStackIsNotTakenFromBelowItsMark() {
        for (String opcodes :
                new String[] {"R", "t", "u", "s", "e", "a", "b", "Q", "", "N(R", "}(s", "}(b", "NN", "(N", "(}b"}) {
            requireRefused(new PickleWriter().letters(opcodes).done());
        }
        requireRefused(new PickleWriter().letters("}(Nu").done(), "without a value");
        requireRefused(new PickleWriter().letters("}NNs").done(), "None for a key");
        requireRefused(new PickleWriter().letters("Na").bytes('N').done());
        requireRefused(new PickleWriter().letters("h\7").done(), "recalls value 7");
    }

    @Test
    void entriesAreNotThereTwice() {
        requireRefused(
                new PickleWriter()
                        .letters("}(")
                        .text("a")
                        .letters("N")
                        .text("a")
                        .letters("Nu")
                        .done(),
                "the entry \"a\" twice");
    }

    @Test
    void floodsEndInAMessage() {
        requireRefused(new PickleWriter().letters("N".repeat(1 << 18)).done(), "131,072 values at once");
        requireRefused(new PickleWriter().letters("(".repeat(1 << 18)).done(), "131,072 values at once");
        requireRefused(new PickleWriter().letters("]".repeat(1 << 18)).done(), "131,072 values at once");
        requireRefused(new PickleWriter().letters("]" + "Na".repeat(1 << 21)).done(), "2,097,152 opcodes");
        PickleWriter memo = new PickleWriter().letters("N");
        for (int i = 0; i <= 1 << 20; i++) {
            memo.bytes('r').little(i, Integer.BYTES);
        }
        requireRefused(memo.done(), "remembers more than 1,048,576 values");
    }

    @Test
    void nestedAsDeeplyAsItMayBeItIsStillNoStateDictionary() {
        String deep = "](".repeat(60_000) + "e".repeat(60_000);
        requireRefused(new PickleWriter().letters(deep).done(), "holds a list, not a state dictionary");
        requireRefused(new PickleWriter().letters("]q\0h\0a").done(), "holds a list");
        requireRefused(
                new PickleWriter()
                        .letters("}q\0")
                        .text("state_dict")
                        .letters("h\0s")
                        .done(),
                "the entry \"state_dict\", which is a dictionary");
    }

    @Test
    void textsAndNumbersAreNotLongerThanTheirPickle() {
        requireRefused(new PickleWriter().bytes('X').little(0xffff_ffffL, 4).done(), "where 4294967295 are due");
        requireRefused(new PickleWriter().bytes('X').little(30_000_000, 4).done(), "ends early");
        requireRefused(new PickleWriter().bytes(0x8a, 255).done(), "a whole number of 255 bytes");
        requireRefused(new PickleWriter().letters("c" + "x".repeat(2000)).done(), "more than 1000 characters");
        requireRefused(new PickleWriter().unfinished(), "ends early (0 bytes, where 1 are due), at byte 2");
    }

    @Test
    void wholeNumbersHaveASign() {
        for (long value :
                new long[] {0, 1, 127, 128, 255, 65_535, -1, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(load(new PickleWriter().whole(value).done())).isEqualTo(new PickleValue.Whole(value));
        }
        assertThat(load(new PickleWriter().bytes(0x8a, 2, 0, 0x80).done())).isEqualTo(new PickleValue.Whole(-32_768));
        assertThat(load(new PickleWriter().bytes(0x8a, 0).done())).isEqualTo(new PickleValue.Whole(0));
    }

    @Test
    void theModelOfACheckpointIsFound() {
        SavedStateDict saved = new SavedStateDict().tensor("w", new long[] {1}, 1);
        PickleWriter checkpoint =
                new PickleWriter().letters("}(").text("epoch").whole(3).text("state_dict");
        saved.write(checkpoint, false);
        checkpoint.text("optimizer").letters("}").whole(0).letters("}s");
        assertThat(StateDictionary.tensors(load(checkpoint.letters("u").done())).keySet())
                .containsExactly("w");
        PickleWriter two =
                new PickleWriter().letters("}(").text("model").letters("}").text("state_dict");
        saved.write(two, false);
        requireRefused(two.letters("u").done(), "holds several models");
        requireRefused(
                new PickleWriter()
                        .letters("}")
                        .text("epoch")
                        .whole(3)
                        .letters("s")
                        .done(),
                "the entry \"epoch\", which is a number and no tensor");
        requireRefused(new PickleWriter().letters("}").done(), "holds no tensors");
    }

    @Test
    void objectsBesideTheTensorsArePassedOverAndNamed() {
        SavedStateDict saved = new SavedStateDict().tensor("w", new long[] {1}, 1);
        PickleWriter checkpoint = new PickleWriter()
                .letters("}(")
                .text("args") // what pickle writes of an argparse.Namespace
                .global("argparse", "Namespace")
                .letters(")")
                .bytes(0x81)
                .letters("}")
                .text("lr")
                .letters("Nsb")
                .text("accuracy") // and of a scalar of numpy
                .global("numpy.core.multiarray", "scalar")
                .global("numpy", "dtype")
                .text("f8")
                .bytes(0x85)
                .letters("R")
                .tuple(3)
                .letters("b")
                .global("_codecs", "encode")
                .text("bytes")
                .bytes(0x85)
                .letters("R")
                .bytes(0x86)
                .letters("R")
                .text("counts") // and of a class that has entries
                .global("collections", "Counter")
                .letters(")R(")
                .text("seen")
                .letters("Nu")
                .text("hook")
                .global("os", "system")
                .text("touch here")
                .bytes(0x85)
                .letters("R")
                .text("net_state_dict");
        saved.write(checkpoint, false);
        Rebuilding rebuilding = new Rebuilding();
        PickleValue value = load(checkpoint.letters("u").done(), rebuilding);
        assertThat(StateDictionary.tensors(value).keySet()).containsExactly("w");
        assertThat(rebuilding.foreign())
                .containsExactly(
                        "_codecs.encode",
                        "argparse.Namespace",
                        "collections.Counter",
                        "numpy.core.multiarray.scalar",
                        "numpy.dtype",
                        "os.system");
    }

    @Test
    void anObjectAmongTheTensorsIsRefused() {
        SavedStateDict saved = new SavedStateDict().tensor("w", new long[] {1}, 1);
        PickleWriter mixed = new PickleWriter();
        saved.write(mixed, false);
        requireRefused(
                mixed.text("hook").global("os", "system").letters("s").done(),
                "has the entry \"hook\", which is an object of os.system and no tensor");
    }

    @Test
    void aModelUnderAnyNameIsFoundIfItIsTheOnlyOne() {
        SavedStateDict saved = new SavedStateDict().tensor("w", new long[] {1}, 1);
        PickleWriter one =
                new PickleWriter().letters("}(").text("epoch").whole(3).text("backbone");
        saved.write(one, false);
        assertThat(StateDictionary.tensors(load(one.letters("u").done())).keySet())
                .containsExactly("w");
        PickleWriter two = new PickleWriter().letters("}(").text("backbone");
        saved.write(two, false);
        saved.write(two.text("head"), false);
        requireRefused(two.letters("u").done(), "holds several models, among the entries backbone, head");
    }

    @Test
    void randomOpcodesAreRefusedAndNothingElse() {
        String opcodes = "(.JKMNQRXUabc}eh]jqrstu)G\u0085\u0086\u0087\u0088\u0089\u008a";
        for (long seed = 0; seed < 5000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PickleWriter pickle = new PickleWriter();
            for (int i = random.nextInt(60); i > 0; i--) {
                switch (random.nextInt(4)) {
                    case 0 -> pickle.bytes(opcodes.charAt(random.nextInt(opcodes.length())));
                    case 1 -> pickle.bytes(random.nextInt(4));
                    case 2 -> pickle.letters("N]}(".substring(random.nextInt(4)));
                    default -> pickle.ordered();
                }
            }
            try {
                StateDictionary.tensors(load(pickle.done()));
            } catch (UnreadableException | PickleException e) {
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
