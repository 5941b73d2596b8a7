package org.lobescope.service.remote;

import io.grpc.Channel;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.lobescope.service.wire.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to a server on another host: it is not ours to start, so a lost one is waited for. */
public final class HostLink implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(HostLink.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** A request during which the server went this often may be what ends it. */
    private static final int CHANCES = 10;

    private final String place;
    private final Connection connection;
    private final Duration patience;
    private final Consumer<String> notices;
    private final Presence presence;
    private final Heartbeat heartbeat;
    private volatile boolean wasThere;
    private volatile boolean told;

    /**
     * A link.
     *
     * @param place host and port, for people
     * @param patience how long requests wait for the server before they fail
     * @param notices gets what people should know, one sentence each
     */
    public HostLink(String place, Connection connection, Duration patience, Consumer<String> notices) {
        this.place = place;
        this.connection = connection;
        this.patience = patience;
        this.notices = notices;
        this.presence = new Presence("Connecting to " + place + " …");
        this.heartbeat = new Heartbeat(connection.channel(), PAUSE, ANSWER, new Heartbeat.Listener() {
            @Override
            public void heard(Health health) {
                HostLink.this.heard(health);
            }

            @Override
            public void silent(Status why) {
                HostLink.this.silent(why);
            }
        });
        heartbeat.start();
    }

    private void heard(Health health) {
        presence.there(connection.channel(), health);
        if (told) {
            tell("The connection to " + place + " is back; what was not finished goes on.");
        }
        wasThere = true;
        told = false;
    }

    private void silent(Status why) {
        switch (why.getCode()) {
            case UNAUTHENTICATED, FAILED_PRECONDITION, UNIMPLEMENTED -> {
                String sentence = "The server at " + place + " refuses: " + why.getDescription() + ".";
                if (presence.hopeless(sentence)) {
                    told = true;
                    tell(sentence);
                }
            }
            default -> lost(why);
        }
        connection.retry();
    }

    private void lost(Status why) {
        LOG.debug("{} is silent: {}", place, why);
        String sentence = awayBecause();
        presence.away(sentence);
        if (!told) {
            told = true;
            tell(sentence);
        }
    }

    private String awayBecause() {
        return wasThere
                ? "The connection to " + place
                        + " is lost: finished maps stay, and the others go on as soon as it is back."
                : "There is no answer from " + place
                        + ": check that 'lobescope serve' runs there, and the SSH tunnel or the certificate if there is one.";
    }

    private void tell(String sentence) {
        LOG.info("{}", sentence);
        notices.accept(sentence);
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public Channel channel() throws InterruptedException {
        return presence.await(patience);
    }

    @Override
    public void broken(Channel channel) {
        // Whether the server is away the heartbeat finds out, and tells.
        presence.away(awayBecause());
        connection.retry();
        heartbeat.soon();
    }

    @Override
    public int chances() {
        return CHANCES;
    }

    @Override
    public String lost(String what) {
        return what + " could not be finished: the connection to " + place + " broke " + CHANCES
                + " times while it was computed; try another home or a smaller image.";
    }

    @Override
    public Optional<Health> health() {
        return presence.health();
    }

    @Override
    public String trouble() {
        return presence.trouble();
    }

    @Override
    public void close() {
        presence.close();
        heartbeat.close();
        connection.close();
    }
}
