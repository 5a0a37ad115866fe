package org.mirrorx.assets.rail;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.mirrorx.assets.cloth.Fabric;
import org.mirrorx.assets.cloth.Print;
import org.mirrorx.assets.cloth.Prints;
import org.mirrorx.assets.cloth.Weave;

/** What hangs on the sample rail. The words about each piece stand in {@code catalog.csv}. */
public final class Rail {
    private static final int SINDOOR = 0xA4371F;
    private static final int PEACOCK = 0x0F4C5C;
    private static final int TURMERIC = 0xC98A12;
    private static final int IVORY = 0xEDE6D6;
    private static final int GOLD = 0xC9A24E;
    private static final int NAVY = 0x1E3550;

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
        var all = new ArrayList<Piece>();
        all.addAll(tops());
        all.addAll(layers());
        all.addAll(lowers());
        all.addAll(dresses());
        all.addAll(ethnic());
        return List.copyOf(all);
    }

    private static List<Piece> tops() {
        return List.of(
                new Piece("MX-TEE-01", () -> Tees.crew(11, SINDOOR, 0x7E2815)),
                new Piece("MX-TEE-02", () -> Tees.breton(12)),
                new Piece("MX-TEE-03", () -> Tees.medallion(13, TURMERIC, 0x9A6A0C, 0x1F3A44)),
                new Piece("MX-TEE-04", () -> Tees.vNeck(14, 0x6F8F74, 0x55705A)),
                new Piece(
                        "MX-TOP-01",
                        () -> Tees.shell(15, Prints.paisley(0xAEBE98, 0x7A2618, 0xD9A441, PEACOCK), 0x8FA078)),
                new Piece(
                        "MX-SHIRT-01",
                        () -> Shirts.longSleeved(
                                16, Print.pinstripes(0xA9C3DE, 0xDCE7F2, 9, 0.35), 0x88A8C8, 0xF2F0EA)),
                new Piece("MX-SHIRT-02", () -> Shirts.longSleeved(17, madras(), 0x5E1D17, 0xE8DCC4)),
                new Piece(
                        "MX-SHIRT-03",
                        () -> Shirts.camp(
                                18, Prints.leaves(0x12474F, 0x5E9B83, 0x12474F, 0xD9A441), 0x0C3238, 0xE8DCC4)));
    }

    private static Print madras() {
        return Print.checks(0x8E2B22, new double[][] {{74, .38, 0, 0x1D2B3A}, {74, .06, -50, 0xE0B45A}});
    }

    private static List<Piece> layers() {
        return List.of(
                new Piece("MX-JACKET-01", () -> Jackets.denim(21)),
                new Piece(
                        "MX-JACKET-02",
                        () -> Jackets.nehru(22, Print.plain(0x5B2434).washed(0.05, 22), 0x3F1724, GOLD)),
                new Piece("MX-JACKET-03", () -> Jackets.bomber(23, 0x5A6044, 0x41462F)));
    }

    private static List<Piece> lowers() {
        return List.of(
                new Piece("MX-JEANS-01", () -> Trousers.jeans(31, 0x22385A, 0x9DB4CC, 0.14)),
                new Piece("MX-JEANS-02", () -> Trousers.jeans(32, 0x5C7FA6, 0xC6D5E2, 0.42)),
                new Piece("MX-CHINO-01", () -> Trousers.chinos(33, 0xB49A74, 0x94795A)),
                new Piece(
                        "MX-PALAZZO-01",
                        () -> Trousers.palazzo(
                                34, Prints.butis(NAVY, 0xE9DFC8, 0xE9DFC8, 0xB8553A, 52, 0.30), 0xE9DFC8)),
                new Piece("MX-SKIRT-01", () -> Skirts.pleated(35, 0x1F6672, 0x174E58)),
                new Piece(
                        "MX-SKIRT-02",
                        () -> Skirts.gathered(
                                36,
                                Prints.ajrakh(0x7E2A1E, 0xE9D9B8, 0x1F2F4A, 0xE9D9B8),
                                Prints.zariBorder(0x1F2F4A, 0xE9D9B8, 0x7E2A1E, 58, false),
                                58,
                                0x5A1D15)),
                new Piece(
                        "MX-SKIRT-03",
                        () -> Skirts.straight(
                                37,
                                new Fabric(Prints.denim(0x33517A, 0xA8BED4, 0.30, 37), Weave.TWILL, 0.03),
                                0xC98F4E,
                                0xB98A4A)));
    }

    private static List<Piece> dresses() {
        return List.of(
                new Piece(
                        "MX-DRESS-01",
                        () -> Dresses.tea(
                                41, Prints.florals(0x2E4034, 0xE9C9B4, 0xB5482E, 0x6E8F6A, 0xE3B04B), 0xE9DFC8)),
                new Piece(
                        "MX-DRESS-02",
                        () -> Dresses.shift(42, Print.hoops(IVORY, PEACOCK, 44, 0.5), Weave.JERSEY, PEACOCK)),
                new Piece(
                        "MX-ANARKALI-01",
                        () -> Dresses.anarkali(
                                43,
                                Prints.butis(0x7A1F33, GOLD, GOLD, 0x7A1F33, 56, 0.22),
                                Prints.butis(0x7A1F33, GOLD, GOLD, 0x7A1F33, 30, 0.22),
                                Prints.zariBorder(0x5A1626, GOLD, 0x8E2B22, 74, true),
                                74,
                                GOLD)));
    }

    private static List<Piece> ethnic() {
        return List.of(
                new Piece(
                        "MX-KURTA-01",
                        () -> Kurtas.straight(
                                51,
                                new Kurtas.Cloths(
                                        Prints.butis(0x23406B, 0xE9E2D0, 0xE9E2D0, 0x23406B, 48, 0.30),
                                        Prints.zariBorder(0x1B3050, 0xE9E2D0, 0x9E3B26, 54, false),
                                        54,
                                        0x1B3050,
                                        Weave.KHADI,
                                        0xE9E2D0,
                                        0xE9E2D0))),
                new Piece(
                        "MX-KURTA-02",
                        () -> Kurtas.straight(
                                52,
                                new Kurtas.Cloths(
                                        Prints.chikankari(0xA9C7B4, 0xD8E6DA, 50),
                                        Prints.zariBorder(0xA9C7B4, 0xE2EDE3, 0xA9C7B4, 60, false),
                                        60,
                                        0x8FB39C,
                                        Weave.POPLIN,
                                        0xE2EDE3,
                                        0xEFEFE6))),
                new Piece(
                        "MX-KURTA-03",
                        () -> Kurtas.mens(
                                53,
                                new Kurtas.Cloths(
                                        Print.plain(0xC48A1E).washed(0.06, 53),
                                        Print.plain(0xA8741A),
                                        0,
                                        0xA8741A,
                                        Weave.KHADI,
                                        0x96661A,
                                        0x5B3A1A))),
                new Piece(
                        "MX-KURTI-01",
                        () -> Kurtas.kurti(
                                54,
                                new Kurtas.Cloths(
                                        Prints.paisley(0xA63A2A, 0xEBD9B4, 0x6E1D18, 0xD9A441),
                                        Prints.zariBorder(0x6E1D18, 0xEBD9B4, 0xD9A441, 46, false),
                                        46,
                                        0x6E1D18,
                                        Weave.POPLIN,
                                        0xEBD9B4,
                                        0xEBD9B4))),
                new Piece(
                        "MX-LEHENGA-01",
                        () -> Skirts.lehenga(
                                61,
                                Prints.butis(0xA3232C, GOLD, GOLD, 0xA3232C, 58, 0.26),
                                Prints.zariBorder(0x7C1722, GOLD, 0x2F6B4F, 112, true),
                                112,
                                Print.plain(0x7C1722),
                                GOLD,
                                0.28)),
                new Piece(
                        "MX-LEHENGA-02",
                        () -> Skirts.lehenga(
                                62,
                                Prints.bandhani(0x1D5C63, 0xE8E2CC, 0xE2B44E),
                                Prints.zariBorder(0x8C2F53, 0xE2B44E, 0x1D5C63, 90, false),
                                90,
                                Print.plain(0x8C2F53),
                                0xE2B44E,
                                0.22)),
                new Piece("MX-SAREE-01", () -> Drapes.saree(71, kanjeevaram())),
                new Piece("MX-SAREE-02", () -> Drapes.saree(72, tant())),
                new Piece(
                        "MX-DUPATTA-01",
                        () -> Drapes.dupatta(
                                81,
                                Prints.bandhani(0xB0242F, 0xF0E4CC, 0xEBC15A),
                                Prints.zariBorder(0x8A1A28, GOLD, 0x2F6B4F, 64, false),
                                64,
                                GOLD,
                                Weave.POPLIN)),
                new Piece(
                        "MX-DUPATTA-02",
                        () -> Drapes.dupatta(
                                82,
                                Prints.leheriya(0xE2A93B, 0xB8452C, 0xF2DDA8, 52),
                                Prints.zariBorder(0xB8452C, 0xF2DDA8, 0x7A2618, 52, false),
                                52,
                                0xB8452C,
                                Weave.SILK)));
    }

    private static Drapes.Saree kanjeevaram() {
        return new Drapes.Saree(
                Prints.butis(0x0F5C63, GOLD, GOLD, 0x0F5C63, 62, 0.20),
                Prints.zariBorder(0x8E1F33, GOLD, 0x0F5C63, 70, true),
                70,
                Prints.zariBorder(0x8E1F33, GOLD, 0x0F5C63, 150, true),
                0x8E1F33,
                GOLD,
                Weave.SILK,
                0.34);
    }

    private static Drapes.Saree tant() {
        return new Drapes.Saree(
                Prints.butis(0xE6DCC6, 0xA3322A, 0xA3322A, 0xE6DCC6, 58, 0.20),
                Prints.zariBorder(0xA3262A, 0xE9CF8E, 0x7A1A20, 56, false),
                56,
                Prints.zariBorder(0xA3262A, 0xE9CF8E, 0x7A1A20, 120, true),
                0x9A2428,
                0xE9CF8E,
                Weave.KHADI,
                0.06);
    }
}
