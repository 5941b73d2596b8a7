package org.lobescope.ui.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntBinaryOperator;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lobescope.sky.PixelPosition;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** What is scaled here looks like what JavaFX scales, and follows its colours. */
class PixelViewTest {
    private static final int WIDTH = 60;
    private static final int HEIGHT = 40;
    private static final Area EXTENT = Area.ofPixels(7, 3, WIDTH, HEIGHT);

    @BeforeAll
    static void start() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private static PixelImage colors(IntBinaryOperator argb) {
        PixelImage image = new PixelImage();
        set(image, argb);
        return image;
    }

    private static void set(PixelImage image, IntBinaryOperator argb) {
        int[] colors = new int[WIDTH * HEIGHT];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = argb.applyAsInt(i % WIDTH, i / WIDTH);
        }
        image.set(WIDTH, HEIGHT, colors);
    }

    /** Waves in all parts of the colour, opacity too, and one white pixel. */
    private static int waves(int x, int y) {
        int alpha = 128 + (int) (127 * Math.sin(x / 4.0));
        int red = 128 + (int) (127 * Math.cos(y / 3.0));
        return x == 50 && y == 8 ? 0xffffffff : alpha << 24 | red << 16 | 4 * x << 8 | 6 * y;
    }

    private static void fx(Runnable test) {
        WaitForAsyncUtils.waitForAsyncFx(30_000, test);
    }

    private static PixelView placed(boolean card, PixelImage image, Projection projection) {
        PixelView view = new PixelView(card);
        assertThat(view.show(image)).isTrue();
        view.place(EXTENT, projection, 1);
        return view;
    }

    private static WritableImage seen(boolean card, PixelImage image, Projection projection) {
        return snapshot(placed(card, image, projection), projection);
    }

    private static WritableImage snapshot(PixelView view, Projection projection) {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(Color.BLACK);
        parameters.setViewport(new Rectangle2D(0, 0, projection.width(), projection.height()));
        return new Group(view).snapshot(parameters, null);
    }

    /** The largest difference of a colour's parts, of 255, but for the outermost pixels, and the mean of all. */
    private record Difference(int largest, double mean) {
        static Difference of(Image one, Image other) {
            assertThat(one.getWidth()).isEqualTo(other.getWidth());
            assertThat(one.getHeight()).isEqualTo(other.getHeight());
            int largest = 0;
            long sum = 0;
            int width = (int) one.getWidth();
            int height = (int) one.getHeight();
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int a = one.getPixelReader().getArgb(x, y);
                    int b = other.getPixelReader().getArgb(x, y);
                    boolean outermost = x == 0 || y == 0 || x == width - 1 || y == height - 1;
                    for (int shift = 0; shift < 24; shift += 8) {
                        int difference = Math.abs((a >>> shift & 255) - (b >>> shift & 255));
                        sum += difference;
                        largest = outermost ? largest : Math.max(largest, difference);
                    }
                }
            }
            return new Difference(largest, sum / (3.0 * width * height));
        }
    }

    /** JavaFX fades the outermost pixels out on some sides. */
    @ParameterizedTest
    @CsvSource({"1, 90, 60", "1, 150, 100", "1, 60, 40", "1, 30, 20", "1, 47, 91", "2.5, 60, 40"})
    void smoothsAsJavaFxDoes(double zoom, int width, int height) {
        Area part = zoom == 1 ? EXTENT : EXTENT.zoomed(zoom, new PixelPosition(60, 35));
        Projection projection = new Projection(part, width, height);
        fx(() -> {
            PixelImage image = colors(PixelViewTest::waves);
            Difference difference = Difference.of(seen(false, image, projection), seen(true, image, projection));
            assertThat(difference.largest()).isLessThanOrEqualTo(3);
            assertThat(difference.mean()).isLessThan(0.5);
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 240, 160", "6, 300, 200", "3, 70, 190"})
    void showsPixelsAsTheyAre(double zoom, int width, int height) {
        Area part = zoom == 1 ? EXTENT : EXTENT.zoomed(zoom, new PixelPosition(60, 35));
        Projection projection = new Projection(part, width, height);
        fx(() -> {
            WritableImage seen = seen(false, colors((x, y) -> 0xff000000 | x << 8 | y), projection);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    PixelPosition at = projection.position(x + 0.5, y + 0.5);
                    int column = (int) Math.round(at.x() - EXTENT.x() - 0.5);
                    int row = (int) Math.round(at.y() - EXTENT.y() - 0.5);
                    assertThat(seen.getPixelReader().getArgb(x, y)).isEqualTo(0xff000000 | column << 8 | row);
                }
            }
        });
    }

    @Test
    void anEvenImageStaysEven() {
        fx(() -> {
            PixelImage image = colors((x, y) -> 0xff4080c0);
            WritableImage seen = seen(false, image, new Projection(EXTENT.zoomed(1.3, EXTENT.centre()), 133, 77));
            for (int y = 0; y < 77; y++) {
                for (int x = 0; x < 133; x++) {
                    assertThat(seen.getPixelReader().getArgb(x, y)).isEqualTo(0xff4080c0);
                }
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void newColoursAreSeenInAllViewsOfAnImage(boolean card) {
        Projection small = new Projection(EXTENT, 90, 60);
        Projection large = new Projection(EXTENT, 150, 100);
        fx(() -> {
            PixelImage image = colors(PixelViewTest::waves);
            PixelView one = placed(card, image, small);
            PixelView like = placed(card, image, small);
            PixelView larger = placed(card, image, large);
            set(image, (x, y) -> waves(y, x));
            assertThat(one.show(image)).isFalse();
            assertThat(larger.show(image)).isFalse();
            assertThat(like.show(image)).isFalse();
            PixelImage other = colors((x, y) -> waves(y, x));
            assertThat(Difference.of(snapshot(one, small), seen(card, other, small))
                            .mean())
                    .isZero();
            assertThat(Difference.of(snapshot(like, small), seen(card, other, small))
                            .mean())
                    .isZero();
            assertThat(Difference.of(snapshot(larger, large), seen(card, other, large))
                            .mean())
                    .isZero();
            assertThat(Difference.of(snapshot(one, small), seen(card, colors(PixelViewTest::waves), small))
                            .mean())
                    .isGreaterThan(10);
        });
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void nothingIsShownOfNothing(boolean card) {
        Projection projection = new Projection(EXTENT, 90, 60);
        fx(() -> {
            PixelView view = placed(card, colors(PixelViewTest::waves), projection);
            assertThat(view.show(null)).isFalse();
            assertThat(view.getImage()).isNull();
            assertThat(view.show(new PixelImage())).as("without colours yet").isTrue();
            view.place(EXTENT, projection, 1);
            assertThat(view.getImage()).isNull();
        });
    }

    @Test
    void aFinerScreenGetsFinerPixels() {
        fx(() -> {
            Picture picture = new Picture(new CrosshairModel(), new ZoomModel(), new BlinkModel());
            picture.show(colors(PixelViewTest::waves), EXTENT);
            picture.setManaged(false);
            picture.resize(90, 60);
            Stage stage = new Stage();
            stage.setScene(new Scene(new Pane(picture), 200, 200));
            stage.show();
            picture.layout();
            PixelView view = (PixelView) picture.getChildrenUnmodifiable().getFirst();
            assertThat(view.getImage().getWidth()).isEqualTo(90);
            stage.setRenderScaleX(2);
            picture.layout();
            assertThat(view.getImage().getWidth()).isEqualTo(180);
            assertThat(view.getLayoutBounds().getWidth()).isEqualTo(90);
            stage.close();
        });
    }
}
