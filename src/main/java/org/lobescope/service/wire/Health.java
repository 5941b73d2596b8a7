package org.lobescope.service.wire;

/**
 * How a service elsewhere is.
 *
 * @param identity names all that its maps' last bits depend on beside the question: program, machine, engine, device
 * @param device for people: {@code CPU, 2 workers}
 * @param ready whether the engine is loaded
 * @param unfinished requests that wait or run, whoever asked
 * @param bytes memory of its process
 * @param quiet milliseconds since anything came of what is under way; 0 when nothing is
 */
public record Health(String identity, String device, boolean ready, int unfinished, long bytes, long quiet) {
    /** As bytes. */
    public byte[] toBytes() {
        return new MessageWriter()
                .text(identity)
                .text(device)
                .flag(ready)
                .whole(unfinished)
                .large(bytes)
                .large(quiet)
                .done();
    }

    /**
     * From bytes.
     *
     * @throws MalformedMessage when they are no such message
     */
    public static Health of(byte[] message) throws MalformedMessage {
        MessageReader in = new MessageReader(message);
        Health health = new Health(in.text(), in.text(), in.flag(), in.whole(), in.large(), in.large());
        in.end();
        return health;
    }
}
