package org.lobescope.service.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.ModelCard;
import org.lobescope.classifier.Preprocessing;
import org.lobescope.explain.Method;
import org.lobescope.explain.MethodId;
import org.lobescope.explain.Option;
import org.lobescope.explain.Preset;
import org.lobescope.explain.Presets;
import org.lobescope.explain.Target;

class MessagesTest {
    private interface Reader {
        Object read(byte[] bytes) throws MalformedMessage;
    }

    private record Example(byte[] bytes, Reader reader) {}

    private static Ask.Explain explain(Method method) {
        return new Ask.Explain(
                "f".repeat(64), "k", "tile/ä", method, new Target(Target.Kind.DIFFERENCE, 1), Optional.of("layer4"), 7);
    }

    private static final ModelCard CARD = new ModelCard(
            "Net",
            "What it is",
            List.of("FRI", "FRII"),
            new ModelCard.Input(1, 150, 150),
            "logits",
            Preprocessing.miraBest(0.0031f, 0.0352f),
            Optional.of("stage3"),
            new ModelCard.Training("MiraBest", OptionalDouble.of(1.8)),
            new ModelCard.Test(OptionalDouble.of(0.9), "held out"),
            "BSD",
            "Somebody 2024",
            List.of("a doubt"));

    private static List<Example> examples() {
        return List.of(
                new Example(explain(Presets.method(MethodId.XRAI, Preset.PAPER)).bytes(), Ask::of),
                new Example(new Ask.Classify("f", "k").bytes(), Ask::of),
                new Example(new Ask.WarmUp("f").bytes(), Ask::of),
                new Example(new Reply.Missing(true, false).bytes(), Reply::of),
                new Example(new Reply.Running(0.5, new float[] {1, 2, 3}).bytes(), Reply::of),
                new Example(new Reply.Finished(new byte[] {1, 2}).bytes(), Reply::of),
                new Example(new Reply.Logits(new float[] {1, -1}).bytes(), Reply::of),
                new Example(new Reply.Failed("It failed.").bytes(), Reply::of),
                new Example(new Health("id", "CPU", true, 3, 1L << 40, 12).toBytes(), Health::of),
                new Example(
                        new Upload.Network("f", "net", CARD, List.of(new Upload.File("a/b.onnx", 12))).bytes(),
                        Upload::of),
                new Example(
                        new Upload.Image("k", new CutOut(-1, 2, 3, 4), new int[] {1, 1, 4, 3}, new float[] {0.5f})
                                .bytes(),
                        Upload::of),
                new Example(new Upload.Part(new byte[] {1, 2, 3}).bytes(), Upload::of));
    }

    @Test
    void everyMethodComesOutEqual() throws MalformedMessage {
        for (Preset preset : Preset.values()) {
            for (Method method : Presets.methods(preset)) {
                assertEquals(explain(method), Ask.of(explain(method).bytes()));
                for (Option option : method.options()) {
                    Method changed = changed(method, option);
                    assertEquals(explain(changed), Ask.of(explain(changed).bytes()));
                }
            }
        }
    }

    private static Method changed(Method method, Option option) {
        return switch (option) {
            case Option.Whole o -> method.with(o.key(), o.value() < o.max() ? o.value() + 1 : o.value() - 1);
            case Option.Real o -> method.with(o.key(), Math.min(o.max(), o.value() / 3 + 0.1));
            case Option.Flag o -> method.with(o.key(), !o.value());
            case Option.Choice o -> method.with(o.key(), o.items().getLast().id());
            case Option.Reals o -> method.with(o.key(), List.of(o.value().getFirst()));
        };
    }

    @Test
    void everyMessageComesOutAsItWas() throws MalformedMessage {
        for (Example example : examples()) {
            Object read = example.reader.read(example.bytes);
            byte[] again = switch (read) {
                case Ask ask -> ask.bytes();
                case Reply reply -> reply.bytes();
                case Upload upload -> upload.bytes();
                case Health health -> health.toBytes();
                default -> throw new AssertionError(read);
            };
            assertArrayEquals(example.bytes, again);
        }
        Upload.Network network = (Upload.Network) Upload.of(examples().get(9).bytes);
        assertEquals(CARD.classes(), network.card().classes());
        assertEquals(CARD.training(), network.card().training());
        assertEquals(CARD.preprocessing().clip(), network.card().preprocessing().clip());
    }

    @Test
    void whatIsCutOffOrTooLongIsRefused() {
        for (Example example : examples()) {
            for (int length = 0; length < example.bytes.length; length++) {
                byte[] cut = java.util.Arrays.copyOf(example.bytes, length);
                assertThrows(MalformedMessage.class, () -> example.reader.read(cut));
            }
            byte[] longer = java.util.Arrays.copyOf(example.bytes, example.bytes.length + 1);
            assertThrows(MalformedMessage.class, () -> example.reader.read(longer));
        }
    }

    @Test
    void whatIsCorruptIsRefusedOrAnotherMessage() {
        Random random = new Random(4);
        List<Throwable> others = new ArrayList<>();
        for (Example example : examples()) {
            for (int i = 0; i < 3000; i++) {
                byte[] bytes = example.bytes.clone();
                for (int n = random.nextInt(4); n >= 0; n--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                try {
                    example.reader.read(bytes);
                } catch (MalformedMessage e) {
                    // as it should be
                } catch (Throwable e) {
                    others.add(e);
                }
            }
        }
        assertEquals(List.of(), others);
    }

    @Test
    void noLengthIsBelieved() {
        // A reply with an array of 2^31 - 1 floats, in 9 bytes.
        byte[] bytes = ByteBuffer.allocate(9)
                .put((byte) 6)
                .putInt(Integer.MAX_VALUE)
                .putInt(0)
                .array();
        assertThrows(MalformedMessage.class, () -> Reply.of(bytes));
    }

    @Test
    void anImageThatWouldOverflowIsTooLarge() {
        Upload.Image image = new Upload.Image(
                "k", new CutOut(0, 0, 1, 1), new int[] {1 << 20, 1 << 20, 1 << 20, 1 << 20}, new float[1]);
        assertEquals(Long.MAX_VALUE, image.size());
    }
}
