package org.lobescope.ui.samp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.astrogrid.samp.Message;
import org.astrogrid.samp.Metadata;
import org.astrogrid.samp.client.AbstractMessageHandler;
import org.astrogrid.samp.client.ClientProfile;
import org.astrogrid.samp.client.HubConnection;
import org.astrogrid.samp.client.HubConnector;
import org.astrogrid.samp.client.SampException;
import org.jspecify.annotations.Nullable;
import org.lobescope.Problem;
import org.lobescope.Version;
import org.lobescope.ui.samp.SampModel.Listeners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line to a SAMP hub: registers whenever one runs, hears what others send, and sends. All of it may take long; nothing
 * here knows the window.
 */
final class SampLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SampLine.class);

    static final String IMAGE = "image.load.fits";
    static final String POINT = "coord.pointAt.sky";
    private static final int LOOK_EVERY_SECONDS = 5;

    private final HubConnector connector;

    /**
     * A line that begins to look for a hub.
     *
     * @param image hears the URL and the name of an image that is to be opened
     * @param point hears a position, right ascension and declination in ICRS, deg
     */
    SampLine(ClientProfile profile, BiConsumer<String, String> image, Consumer<double[]> point) {
        connector = new HubConnector(profile);
        Metadata about = new Metadata();
        about.setName("Lobescope");
        about.setDescriptionText("Where radio-galaxy classifiers look: saliency maps of FITS images.");
        about.put("lobescope.version", Version.CURRENT.program());
        connector.declareMetadata(about);
        connector.addMessageHandler(new AbstractMessageHandler(IMAGE) {
            @Override
            public @Nullable Map<?, ?> processCall(HubConnection line, String sender, Message message) {
                image.accept(text(message, "url"), text(message, "name"));
                return null;
            }
        });
        connector.addMessageHandler(new AbstractMessageHandler(POINT) {
            @Override
            public @Nullable Map<?, ?> processCall(HubConnection line, String sender, Message message) {
                try {
                    double ra = Double.parseDouble(text(message, "ra"));
                    point.accept(new double[] {ra, Double.parseDouble(text(message, "dec"))});
                } catch (NumberFormatException e) {
                    LOG.info("{} sent a position that is none: {}", sender, message.getParams());
                }
                return null;
            }
        });
        connector.declareSubscriptions(connector.computeSubscriptions());
        connector.setAutoconnect(LOOK_EVERY_SECONDS);
    }

    private static String text(Message message, String key) {
        Object value = message.getParam(key);
        return value == null ? "" : value.toString();
    }

    boolean connected() {
        return connector.isConnected();
    }

    /** Who else listens; nobody while there is no hub. */
    Listeners listeners() {
        if (!connector.isConnected()) {
            return new Listeners(0, 0);
        }
        try {
            HubConnection line = connector.getConnection();
            return line == null
                    ? new Listeners(0, 0)
                    : new Listeners(
                            line.getSubscribedClients(IMAGE).size(),
                            line.getSubscribedClients(POINT).size());
        } catch (SampException e) {
            return new Listeners(0, 0);
        }
    }

    /**
     * Sends an image to everybody who takes images.
     *
     * @return how many that are
     * @throws Problem when there is no hub, or nobody takes it
     */
    int image(String url, String name) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("url", url);
        values.put("image-id", url);
        values.put("name", name);
        return send(IMAGE, values, "takes images");
    }

    /**
     * Points everybody at a position.
     *
     * @param ra right ascension in ICRS, deg
     * @param dec declination, deg
     * @return how many that are
     * @throws Problem when there is no hub, or nobody listens
     */
    int point(double ra, double dec) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("ra", Double.toString(ra));
        values.put("dec", Double.toString(dec));
        return send(POINT, values, "can be pointed at a position");
    }

    private int send(String type, Map<String, String> values, String ability) {
        try {
            HubConnection line = connector.getConnection();
            if (line == null) {
                throw new Problem("No SAMP hub runs; start TOPCAT or Aladin, which bring one, and try again.");
            }
            int receivers = line.notifyAll(new Message(type, values)).size();
            if (receivers == 0) {
                throw new Problem("No program at the SAMP hub " + ability + "; start one, such as DS9 or Aladin.");
            }
            return receivers;
        } catch (SampException e) {
            throw new Problem("The SAMP hub did not take the message (" + e.getMessage() + "); try again.", e);
        }
    }

    /** Says goodbye to the hub. */
    @Override
    public void close() {
        connector.setActive(false);
    }
}
