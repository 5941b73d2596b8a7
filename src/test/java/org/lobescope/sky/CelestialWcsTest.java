package org.lobescope.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lobescope.Problem;
import org.lobescope.Problems;

/** World coordinates against astropy: resources/sky/wcs.json, made by make_wcs.py. */
class CelestialWcsTest {
    /** deg */
    private static final double TOLERANCE = 1e-9;

    record Case(String name, JsonObject json) {
        FitsHeader header() {
            List<HeaderCard> cards = new ArrayList<>();
            for (Map.Entry<String, JsonElement> card :
                    json.getAsJsonObject("cards").entrySet()) {
                JsonPrimitive value = card.getValue().getAsJsonPrimitive();
                cards.add(new HeaderCard(card.getKey(), value.getAsString(), "", value.isString()));
            }
            return new FitsHeader(cards);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (Reader in = new InputStreamReader(
                CelestialWcsTest.class.getResourceAsStream("/sky/wcs.json"), StandardCharsets.UTF_8)) {
            return new Gson()
                    .fromJson(in, JsonArray.class).asList().stream()
                            .map(JsonElement::getAsJsonObject)
                            .map(json -> new Case(json.get("name").getAsString(), json));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithAstropy(Case c) {
        if (c.json.has("error")) {
            assertThrows(Problem.class, () -> CelestialWcs.of(c.header()));
            return;
        }
        Wcs wcs = CelestialWcs.of(c.header()).orElseThrow();
        // What is written says the same.
        Wcs written = CelestialWcs.of(new FitsHeader(wcs.cards())).orElseThrow();
        assertEquals(wcs.frame(), written.frame());
        for (Wcs w : List.of(wcs, written)) {
            JsonArray pixels = c.json.getAsJsonArray("pixels");
            for (int i = 0; i < pixels.size(); i++) {
                compare(
                        c.name + " pixel " + i,
                        w,
                        pixels.get(i).getAsJsonArray(),
                        c.json.getAsJsonArray("sky").get(i),
                        c.json.getAsJsonArray("back").get(i));
            }
        }
    }

    private static void compare(String what, Wcs wcs, JsonArray at, JsonElement expected, JsonElement back) {
        PixelPosition pixel =
                new PixelPosition(at.get(0).getAsDouble(), at.get(1).getAsDouble());
        Optional<SkyPosition> sky = wcs.toSky(pixel);
        if (expected.isJsonNull()) {
            assertTrue(sky.isEmpty(), what + " should have no position, has " + sky);
            return;
        }
        double longitude = expected.getAsJsonArray().get(0).getAsDouble();
        double latitude = expected.getAsJsonArray().get(1).getAsDouble();
        SkyPosition got = sky.orElseGet(() -> fail(what + " has no position"));
        assertEquals(latitude, got.latitude(), TOLERANCE, what);
        double east = Math.IEEEremainder(longitude - got.longitude(), 360) * Math.cos(Math.toRadians(latitude));
        assertEquals(0, east, TOLERANCE, what + ": " + longitude + " is not " + got.longitude());
        assertTrue(got.longitude() >= 0 && got.longitude() < 360, what);
        if (back.isJsonNull()) {
            return;
        }
        PixelPosition returned =
                wcs.toPixel(new SkyPosition(longitude, latitude)).orElseGet(() -> fail(what + " has no way back"));
        double tolerance = TOLERANCE / wcs.scale();
        assertEquals(back.getAsJsonArray().get(0).getAsDouble(), returned.x(), tolerance, what);
        assertEquals(back.getAsJsonArray().get(1).getAsDouble(), returned.y(), tolerance, what);
    }

    @Test
    void partsHaveTheSameSky() {
        Wcs wcs = CelestialWcs.of(new FitsHeader(List.of(
                        new HeaderCard("CTYPE1", "RA---SIN", ""),
                        new HeaderCard("CTYPE2", "DEC--SIN", ""),
                        new HeaderCard("CRVAL1", "12.5", ""),
                        new HeaderCard("CRVAL2", "-33", ""),
                        new HeaderCard("CRPIX1", "100", ""),
                        new HeaderCard("CRPIX2", "90", ""),
                        new HeaderCard("CD1_1", "-0.001", ""),
                        new HeaderCard("CD1_2", "0.0003", ""),
                        new HeaderCard("CD2_1", "0.0002", ""),
                        new HeaderCard("CD2_2", "0.0011", ""))))
                .orElseThrow();
        Wcs part = wcs.cut(37, 21.5, 2.5);
        assertEquals(2.5 * wcs.scale(), part.scale(), 1e-15);
        for (double[] p : new double[][] {{0, 0}, {7, 3}, {-2, 40}}) {
            SkyPosition here = part.toSky(new PixelPosition(p[0], p[1])).orElseThrow();
            SkyPosition there = wcs.toSky(new PixelPosition(37 + 2.5 * p[0], 21.5 + 2.5 * p[1]))
                    .orElseThrow();
            assertEquals(there.longitude(), here.longitude(), 1e-11);
            assertEquals(there.latitude(), here.latitude(), 1e-11);
        }
    }

    @Test
    void framesHaveTheirUsualNames() {
        assertEquals("FK5 J2000", frame("RADESYS", "FK5", "EQUINOX", "2000.0"));
        assertEquals("FK5 J2000", frame("EQUINOX", "2000"));
        assertEquals("FK4 B1950", frame("EPOCH", "1950.0"));
        assertEquals("FK4 B1950", frame("RADECSYS", "FK4"));
        assertEquals("ICRS", frame());
        assertEquals("ICRS", frame("RADESYS", "ICRS", "EQUINOX", "2000"));
        assertEquals("Galactic", frame("CTYPE1", "GLON-CAR", "CTYPE2", "GLAT-CAR", "EQUINOX", "2000"));
    }

    private static String frame(String... cards) {
        List<HeaderCard> header = new ArrayList<>();
        for (int i = 0; i < cards.length; i += 2) {
            header.add(HeaderCard.text(cards[i], cards[i + 1], ""));
        }
        header.add(HeaderCard.text("CTYPE1", "RA---TAN", ""));
        header.add(HeaderCard.text("CTYPE2", "DEC--TAN", ""));
        header.add(HeaderCard.number("CDELT1", -0.001, ""));
        header.add(HeaderCard.number("CDELT2", 0.001, ""));
        return CelestialWcs.of(new FitsHeader(header)).orElseThrow().frame();
    }

    @Test
    void brokenCardsAreNamed() {
        List<HeaderCard> cards = new ArrayList<>(
                List.of(new HeaderCard("CTYPE1", "RA---XYZ", ""), new HeaderCard("CTYPE2", "DEC--XYZ", "")));
        assertTrue(
                Problems.sentence(() -> CelestialWcs.of(new FitsHeader(cards))).contains("XYZ"));
        cards.clear();
        cards.add(new HeaderCard("CTYPE1", "RA---TAN", ""));
        cards.add(new HeaderCard("CTYPE2", "DEC--TAN", ""));
        cards.add(new HeaderCard("CRVAL1", "12h30m", ""));
        assertTrue(
                Problems.sentence(() -> CelestialWcs.of(new FitsHeader(cards))).contains("CRVAL1 = '12h30m'"));
        assertTrue(CelestialWcs.of(new FitsHeader(List.of())).isEmpty());
    }
}
