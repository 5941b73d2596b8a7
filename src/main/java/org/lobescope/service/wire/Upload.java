package org.lobescope.service.wire;

import java.util.ArrayList;
import java.util.List;
import org.lobescope.classifier.CutOut;
import org.lobescope.classifier.ModelCard;

/** The messages by which a classifier or an image is sent: first what comes, then its bytes in parts. */
@SuppressWarnings("ArrayRecordComponent") // messages, never compared
public sealed interface Upload {
    /** The bytes of one part, at most. */
    int PART = 1 << 18;

    /** First message: says how many bytes follow. */
    sealed interface Head extends Upload {
        /** Names the content that comes. */
        String key();

        /** The number of bytes that follow in parts. */
        long size();
    }

    /**
     * A classifier comes: the bytes of its files, one after the other.
     *
     * @param key its fingerprint
     * @param files the network file first
     */
    record Network(String key, String id, ModelCard card, List<File> files) implements Head {
        public Network {
            files = List.copyOf(files);
        }

        @Override
        public long size() {
            return files.stream().mapToLong(File::size).sum();
        }
    }

    /**
     * A file that comes.
     *
     * @param name with the path below the network file's folder, / between its parts
     */
    record File(String name, long size) {}

    /**
     * A prepared image comes: the values of its input, big-endian floats.
     *
     * @param key its key
     * @param shape of the input
     */
    record Image(String key, CutOut cutOut, int[] shape, float[] blackSky) implements Head {
        @Override
        public long size() {
            long size = Float.BYTES;
            for (int n : shape) {
                size = n < 0 || size > Long.MAX_VALUE / Math.max(1, n) ? Long.MAX_VALUE : size * n;
            }
            return size;
        }
    }

    /** Bytes of what comes. */
    record Part(byte[] content) implements Upload {}

    /** As bytes. */
    default byte[] bytes() {
        MessageWriter out = new MessageWriter();
        switch (this) {
            case Network n -> {
                out.kind(1).text(n.key).text(n.id);
                CardMessage.write(out, n.card);
                out.whole(n.files.size());
                n.files.forEach(file -> out.text(file.name).large(file.size));
            }
            case Image i -> {
                out.kind(2).text(i.key);
                CutOut c = i.cutOut;
                out.whole(c.x()).whole(c.y()).whole(c.width()).whole(c.height());
                out.whole(i.shape.length);
                for (int n : i.shape) {
                    out.whole(n);
                }
                out.floats(i.blackSky);
            }
            case Part p -> out.kind(3).bytes(p.content);
        }
        return out.done();
    }

    /**
     * From bytes.
     *
     * @throws MalformedMessage when they are no such message
     */
    static Upload of(byte[] bytes) throws MalformedMessage {
        MessageReader in = new MessageReader(bytes);
        Upload upload = switch (in.kind()) {
            case 1 -> new Network(in.text(), in.text(), CardMessage.read(in), files(in));
            case 2 ->
                new Image(
                        in.text(), new CutOut(in.whole(), in.whole(), in.whole(), in.whole()), shape(in), in.floats());
            case 3 -> new Part(in.bytes());
            default -> throw new MalformedMessage("no such part of an upload");
        };
        in.end();
        return upload;
    }

    private static List<File> files(MessageReader in) throws MalformedMessage {
        List<File> files = new ArrayList<>();
        for (int n = in.count(Integer.BYTES + Long.BYTES); n > 0; n--) {
            File file = new File(in.text(), in.large());
            if (file.size < 0) {
                throw new MalformedMessage("a file of " + file.size + " bytes");
            }
            files.add(file);
        }
        return files;
    }

    private static int[] shape(MessageReader in) throws MalformedMessage {
        int[] shape = new int[in.count(Integer.BYTES)];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = in.whole();
        }
        return shape;
    }
}
