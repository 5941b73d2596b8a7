package org.lobescope.service.wire;

import org.jspecify.annotations.Nullable;

/** What a service elsewhere answers; to one {@link Ask} there may be many replies, of which the last one ends it. */
@SuppressWarnings("ArrayRecordComponent") // messages, never compared
public sealed interface Reply {
    /** Nothing was done: send what is missing and ask again. */
    record Missing(boolean classifier, boolean image) implements Reply {}

    /** Nothing was done, since too much is under way: ask again a little later. */
    record Full() implements Reply {}

    /** In the queue. */
    record Waiting() implements Reply {}

    /**
     * Being computed.
     *
     * @param fraction 0 to 1
     * @param partial the map so far, H x W, or null when there is none yet
     */
    record Running(double fraction, float @Nullable [] partial) implements Reply {}

    /**
     * An explanation is done.
     *
     * @param explanation as {@link org.lobescope.service.StoredExplanation} has it
     */
    record Finished(byte[] explanation) implements Reply {}

    /** The logits that were asked for. */
    record Logits(float[] values) implements Reply {}

    /** Done; there is nothing to tell. */
    record Done() implements Reply {}

    /** It went wrong: one sentence for people. */
    record Failed(String reason) implements Reply {}

    /** It was stopped at the other end. */
    record Stopped() implements Reply {}

    /** As bytes. */
    default byte[] bytes() {
        MessageWriter out = new MessageWriter();
        return switch (this) {
            case Missing m -> out.kind(1).flag(m.classifier).flag(m.image).done();
            case Full f -> out.kind(2).done();
            case Waiting w -> out.kind(3).done();
            case Running r -> {
                float[] partial = r.partial;
                out.kind(4).real(r.fraction).flag(partial != null);
                yield (partial == null ? out : out.floats(partial)).done();
            }
            case Finished f -> out.kind(5).bytes(f.explanation).done();
            case Logits l -> out.kind(6).floats(l.values).done();
            case Done d -> out.kind(7).done();
            case Failed f -> out.kind(8).text(f.reason).done();
            case Stopped s -> out.kind(9).done();
        };
    }

    /**
     * From bytes.
     *
     * @throws MalformedMessage when they are no such message
     */
    static Reply of(byte[] bytes) throws MalformedMessage {
        MessageReader in = new MessageReader(bytes);
        Reply reply = switch (in.kind()) {
            case 1 -> new Missing(in.flag(), in.flag());
            case 2 -> new Full();
            case 3 -> new Waiting();
            case 4 -> new Running(in.real(), in.flag() ? in.floats() : null);
            case 5 -> new Finished(in.bytes());
            case 6 -> new Logits(in.floats());
            case 7 -> new Done();
            case 8 -> new Failed(in.text());
            case 9 -> new Stopped();
            default -> throw new MalformedMessage("no such reply");
        };
        in.end();
        return reply;
    }
}
