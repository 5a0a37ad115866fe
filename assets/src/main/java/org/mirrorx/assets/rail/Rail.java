package org.mirrorx.assets.rail;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Supplier;
import org.mirrorx.assets.cloth.Print;
import org.mirrorx.assets.cloth.Prints;

/** What hangs on the sample rail. The words about each piece stand in {@code catalog.csv}. */
public final class Rail {
    private Rail() {}

    /**
     * One garment.
     *
     * @param sku as in the sample catalog
     */
    public record Piece(String sku, Supplier<BufferedImage> drawing) {
        /** Draws the product photograph: 768×1024, about a fifth of a second. */
        public BufferedImage photograph() {
            return drawing.get();
        }
    }

    public static List<Piece> pieces() {
        return List.of(
                new Piece("MX-TEE-01", () -> Tees.crew(11, 0xA4371F, 0x7E2815)),
                new Piece("MX-TEE-02", () -> Tees.breton(12)),
                new Piece("MX-TEE-03", () -> Tees.medallion(13, 0xC98A12, 0x9A6A0C, 0x1F3A44)),
                new Piece("MX-TEE-04", () -> Tees.vNeck(14, 0x6F8F74, 0x55705A)),
                new Piece(
                        "MX-TOP-01",
                        () -> Tees.shell(15, Prints.paisley(0xE8DCC4, 0x7A2618, 0xC98A12, 0x0F4C5C), 0xB8A98A)),
                new Piece(
                        "MX-SHIRT-01",
                        () -> Shirts.longSleeved(
                                16, Print.pinstripes(0xA9C3DE, 0xDCE7F2, 9, 0.35), 0x88A8C8, 0xF2F0EA)),
                new Piece(
                        "MX-SHIRT-02",
                        () -> Shirts.longSleeved(
                                17,
                                Print.checks(
                                        0x8E2B22, new double[][] {{74, .38, 0, 0x1D2B3A}, {74, .06, -50, 0xE0B45A}}),
                                0x5E1D17,
                                0xE8DCC4)),
                new Piece(
                        "MX-SHIRT-03",
                        () -> Shirts.camp(
                                18, Prints.leaves(0x12474F, 0x5E9B83, 0x12474F, 0xD9A441), 0x0C3238, 0xE8DCC4)));
    }
}
