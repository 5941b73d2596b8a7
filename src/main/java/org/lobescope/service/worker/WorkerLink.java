package org.lobescope.service.worker;

import io.grpc.Channel;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lobescope.service.remote.Connection;
import org.lobescope.service.remote.Heartbeat;
import org.lobescope.service.remote.Link;
import org.lobescope.service.remote.Presence;
import org.lobescope.service.remote.Token;
import org.lobescope.service.wire.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a worker process on this machine: starts it, watches it, ends it when it hangs, and starts it anew when it has
 * ended.
 */
public final class WorkerLink implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLink.class);
    private static final String STARTING = "The worker process is starting …";
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_SILENCES = 6;

    private final WorkerCommand command;
    private final WorkerPolicy policy;
    private final Consumer<String> notices;
    private final Presence presence = new Presence(STARTING);
    private final Deque<Long> exits = new ArrayDeque<>();
    private final Semaphore wanted = new Semaphore(0);
    private final Thread supervisor;
    private volatile @Nullable WorkerProcess process;
    private volatile @Nullable Heartbeat heartbeat;
    private volatile @Nullable String killedBecause;
    private volatile boolean closed;

    /**
     * Starts a worker.
     *
     * @param notices gets what people should know, one sentence each
     */
    public WorkerLink(WorkerCommand command, WorkerPolicy policy, Consumer<String> notices) {
        this.command = command;
        this.policy = policy;
        this.notices = notices;
        this.supervisor = Thread.ofVirtual().name("worker-supervisor").start(this::supervise);
    }

    private void supervise() {
        try {
            while (!closed) {
                String ending = live();
                if (closed) {
                    return;
                }
                if (tooOften()) {
                    giveUp(ending);
                } else {
                    presence.away("The worker process is being started anew …");
                    tell("The worker process " + ending
                            + "; it is started anew, and what it was computing is tried once more.");
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("closed");
        }
    }

    /** The life of one worker, up to its end. */
    private String live() throws InterruptedException {
        killedBecause = null;
        Token token = Token.random();
        WorkerProcess worker;
        try {
            worker = WorkerProcess.start(command, token);
        } catch (IOException e) {
            LOG.error("no worker can be started", e);
            return "could not be started (" + e.getMessage() + ")";
        }
        process = worker;
        LOG.info("worker {} started", worker.pid());
        try {
            if (closed) {
                return "not needed any more";
            }
            int port;
            try {
                port = worker.port(policy.start());
            } catch (IOException e) {
                LOG.warn("no port from the worker", e);
                worker.kill();
                return worker.ending();
            }
            String here = InetAddress.getLoopbackAddress().getHostAddress();
            try (Connection connection = Connection.plain(here, port, token);
                    Heartbeat beats = new Heartbeat(
                            connection.channel(), PAUSE, policy.answer(), new Watch(worker, connection))) {
                heartbeat = beats;
                beats.start();
                String ending = worker.ending();
                presence.away("The worker process has ended.");
                String why = killedBecause;
                return why == null ? ending : why;
            }
        } finally {
            heartbeat = null;
            process = null;
            worker.close();
        }
    }

    /** Hears how the worker is. */
    private final class Watch implements Heartbeat.Listener {
        private final WorkerProcess worker;
        private final Connection connection;
        private int silences;

        Watch(WorkerProcess worker, Connection connection) {
            this.worker = worker;
            this.connection = connection;
        }

        @Override
        public void heard(Health health) {
            silences = 0;
            presence.there(connection.channel(), health);
            if (health.quiet() > policy.progress().toMillis()) {
                kill("hung (nothing came of its work for " + policy.progress().toSeconds() + " s) and was ended");
            }
        }

        @Override
        public void silent(Status why) {
            silences++;
            LOG.info("the worker is silent: {}", why);
            connection.retry();
            if (why.getCode() == Status.Code.DEADLINE_EXCEEDED || silences >= MOST_SILENCES) {
                kill("hung (it did not answer for " + policy.answer().toSeconds() + " s) and was ended");
            }
        }

        private void kill(String why) {
            killedBecause = why;
            worker.kill();
        }
    }

    private boolean tooOften() {
        long now = System.nanoTime();
        exits.addLast(now);
        exits.removeIf(exit -> now - exit > policy.within().toNanos());
        return exits.size() >= policy.exits();
    }

    private void giveUp(String ending) throws InterruptedException {
        String sentence = "The worker process ended " + exits.size() + " times within "
                + policy.within().toSeconds() + " s (the last one " + ending
                + "): ask again to start it once more, or choose another home.";
        wanted.drainPermits();
        // Told first: whoever waits for an answer learns of the end by the next line.
        tell(sentence);
        presence.hopeless(sentence);
        wanted.acquire();
        exits.clear();
        presence.away(STARTING);
    }

    private void tell(String sentence) {
        LOG.warn("{}", sentence);
        notices.accept(sentence);
    }

    /** The process that runs now. */
    public OptionalLong pid() {
        WorkerProcess worker = process;
        return worker == null ? OptionalLong.empty() : OptionalLong.of(worker.pid());
    }

    @Override
    public String place() {
        return "a worker process";
    }

    @Override
    public Channel channel() throws InterruptedException {
        wanted.release(); // only heard where it was given up
        // It is ours to start, so it comes, or it is given up.
        return presence.await(policy.start().multipliedBy(policy.exits()));
    }

    @Override
    public void broken(Channel channel) {
        if (presence.isThere(channel)) {
            presence.away("The worker process does not answer.");
        }
        Heartbeat beats = heartbeat;
        if (beats != null) {
            beats.soon();
        }
    }

    @Override
    public int chances() {
        return policy.chances();
    }

    @Override
    public String lost(String what) {
        return what + " ended the worker process " + policy.chances()
                + " times and is not tried again: choose a smaller image or network, or see the log file.";
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
        closed = true;
        presence.close();
        supervisor.interrupt();
        WorkerProcess worker = process;
        if (worker != null) {
            worker.close();
        }
    }
}
