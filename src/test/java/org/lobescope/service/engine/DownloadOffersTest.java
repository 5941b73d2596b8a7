package org.lobescope.service.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lobescope.network.torch.TorchFolder;

class DownloadOffersTest {
    private static Optional<NvidiaDriver> gpu(String version, double capability) {
        return Optional.of(new NvidiaDriver("NVIDIA Test", version, Optional.of(capability)));
    }

    private static String id(String system, Optional<NvidiaDriver> driver) {
        return DownloadOffers.of(system, driver).map(DownloadOffer::id).orElse("nothing");
    }

    @Test
    void eachHasItsVersionChecksumsAndPublicHosts() {
        List<DownloadOffer> offers = DownloadOffers.all();
        assertFalse(offers.isEmpty());
        for (DownloadOffer offer : offers) {
            assertTrue(offer.id().startsWith("pytorch-" + TorchFolder.VERSION + "-cu"), offer.id());
            Set<String> sums = new HashSet<>();
            for (Archive archive : offer.archives()) {
                assertEquals("https", archive.source().getScheme());
                assertTrue(
                        Set.of("files.pythonhosted.org", "download.pytorch.org")
                                .contains(archive.source().getHost()),
                        archive.source().toString());
                assertTrue(archive.name().endsWith(".whl"), archive.name());
                assertTrue(sums.add(archive.sha256()));
            }
            Archive torch = offer.archives().getFirst();
            boolean windows = offer.system().startsWith("win");
            assertTrue(torch.keeps(windows ? "torch/lib/torch_cuda.dll" : "torch/lib/libtorch_cuda.so"));
            assertTrue(torch.keeps("torch/version.py"));
            assertFalse(torch.keeps(windows ? "torch/lib/torch_python.dll" : "torch/lib/libtorch_python.so"));
            assertFalse(torch.keeps("torch/nn/modules/conv.py"));
            assertTrue(offer.room() > offer.unpacked() && offer.bytes() > 2_000_000_000L);
        }
    }

    @Test
    void theGpuDecidesWhichCuda() {
        assertEquals("pytorch-2.7.1-cu126-linux-x86_64", id("linux-x86_64", Optional.empty()));
        assertEquals("pytorch-2.7.1-cu126-linux-x86_64", id("linux-x86_64", gpu("550.54", 6.1)));
        assertEquals("pytorch-2.7.1-cu126-linux-x86_64", id("linux-x86_64", gpu("550.54", 9.0)));
        assertEquals("pytorch-2.7.1-cu128-linux-x86_64", id("linux-x86_64", gpu("575.51", 12.0)));
        assertEquals("pytorch-2.7.1-cu128-win-x86_64", id("win-x86_64", gpu("575.51", 8.6)));
        assertEquals("nothing", id("osx-aarch64", Optional.empty()));
        assertEquals("nothing", id("linux-aarch64", Optional.empty()));
        assertEquals("linux-x86_64", DownloadOffers.system("Linux", "amd64"));
        assertEquals("win-x86_64", DownloadOffers.system("Windows 11", "amd64"));
        assertEquals("osx-aarch64", DownloadOffers.system("Mac OS X", "aarch64"));
    }

    private static DownloadProspect prospect(String system, Optional<NvidiaDriver> driver) {
        return new DownloadProspect(
                system,
                DownloadOffers.of(system, driver),
                driver,
                "files.pythonhosted.org",
                Path.of("here"),
                5_000_000_000L,
                6_000_000_000L,
                false);
    }

    @Test
    void whatIsToBeKnownBeforehandIsSaid() {
        DownloadProspect good = prospect("linux-x86_64", gpu("550.54", 8.6));
        assertTrue(good.isPromising() && good.fits());
        assertTrue(good.offered().contains("2.67 GB from files.pythonhosted.org"), good.offered());
        assertEquals("Found: NVIDIA Test, driver 550.54.", good.found());

        String none = prospect("linux-x86_64", Optional.empty()).warning().orElseThrow();
        assertTrue(none.contains("would bring nothing"), none);
        String old = prospect("linux-x86_64", gpu("470.82.01", 8.6)).warning().orElseThrow();
        assertTrue(old.contains("470.82.01") && old.contains("525.60"), old);
        String weak = prospect("linux-x86_64", gpu("470.82.01", 3.5)).warning().orElseThrow();
        assertTrue(weak.contains("driver"), weak);
        String small = prospect("linux-x86_64", gpu("550.54", 3.5)).warning().orElseThrow();
        assertTrue(small.contains("3.5"), small);
        DownloadProspect mac = prospect("osx-aarch64", Optional.empty());
        assertFalse(mac.isPromising());
        assertTrue(mac.offered().contains("Metal"), mac.offered());
        assertTrue(prospect("linux-aarch64", Optional.empty()).offered().contains("linux-aarch64"));
    }

    @Test
    void aMirrorHasTheSamePaths() {
        Archive archive = DownloadOffers.all().getFirst().archives().getFirst();
        assertEquals(archive.source(), archive.address(Optional.empty()));
        assertEquals(
                "http://mirror.example.org:8080/pypi" + archive.source().getPath(),
                archive.address(Optional.of(URI.create("http://mirror.example.org:8080/pypi/")))
                        .toString());
    }

    @Test
    void aPlusInANameStaysEncoded() {
        Archive archive = DownloadOffers.of("win-x86_64", Optional.empty())
                .orElseThrow()
                .archives()
                .getFirst();
        assertTrue(archive.name().contains("2.7.1+cu128"), archive.name());
        assertTrue(
                archive.address(Optional.of(URI.create("http://h"))).toString().contains("2.7.1%2Bcu128"));
    }

    @Test
    void thePaceOfLateTellsTheTimeLeft() {
        DownloadPace pace = new DownloadPace();
        assertTrue(pace.secondsLeft(100).isEmpty());
        long second = 1_000_000_000L;
        pace.at(0, 0);
        pace.at(second / 2, 10);
        assertTrue(pace.secondsLeft(1000).isEmpty(), "too early to tell");
        pace.at(2 * second, 200);
        assertEquals(8, pace.secondsLeft(1000).orElseThrow());
        pace.at(30 * second, 210); // slow of late
        pace.at(40 * second, 220);
        assertEquals(780, pace.secondsLeft(1000).orElseThrow());
    }
}
