package org.lobescope.service.remote;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Keeps the number of requests under way bounded, for all clients together and for each, and knows when anything last came
 * of them.
 */
final class Seats {
    private final int all;
    private final int each;
    private final LongSupplier nanoClock;
    private final Map<String, Integer> taken = new HashMap<>();
    private int sum;
    private long lastSign;

    Seats(int all, int each, LongSupplier nanoClock) {
        this.all = all;
        this.each = each;
        this.nanoClock = nanoClock;
    }

    /** The right to have one request under way. */
    interface Seat {
        /** Something came of the request. */
        void sign();

        /** Gives the seat back; again is nothing. */
        void leave();
    }

    /** A seat, if there is one. */
    synchronized Optional<Seat> take(String client) {
        int ofClient = taken.getOrDefault(client, 0);
        if (sum >= all || ofClient >= each) {
            return Optional.empty();
        }
        taken.put(client, ofClient + 1);
        sum++;
        lastSign = nanoClock.getAsLong();
        AtomicBoolean left = new AtomicBoolean();
        return Optional.of(new Seat() {
            @Override
            public void sign() {
                Seats.this.sign();
            }

            @Override
            public void leave() {
                if (left.compareAndSet(false, true)) {
                    Seats.this.leave(client);
                }
            }
        });
    }

    private synchronized void sign() {
        lastSign = nanoClock.getAsLong();
    }

    private synchronized void leave(String client) {
        taken.merge(client, -1, (a, b) -> a + b == 0 ? null : a + b);
        sum--;
        lastSign = nanoClock.getAsLong();
    }

    /** Requests under way. */
    synchronized int taken() {
        return sum;
    }

    /** Nanoseconds since anything came of a request; 0 when none is under way. */
    synchronized long quietNanos() {
        return sum == 0 ? 0 : nanoClock.getAsLong() - lastSign;
    }
}
