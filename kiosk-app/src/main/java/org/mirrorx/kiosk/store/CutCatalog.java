package org.mirrorx.kiosk.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorx.inference.Cancellation;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.inference.garment.LandmarkFile;
import org.mirrorx.inference.garment.Wardrobe;
import org.mirrorx.inference.image.Decode;
import org.mirrorx.inference.image.Decoded;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.Sha256;

/**
 * Does a garment's work for every garment of the catalog that waits for it. Each result is kept before its state is written, so a run
 * that is killed goes on where it stopped; garments of an unchanged picture keep their state over imports.
 */
final class CutCatalog {
    private static final Logger LOG = System.getLogger(CutCatalog.class.getName());

    private final CatalogStore store;
    private final GarmentWork work;
    private final Wardrobe wardrobe;

    CutCatalog(CatalogStore store, GarmentWork work, Wardrobe wardrobe) {
        this.store = store;
        this.work = work;
        this.wardrobe = wardrobe;
    }

    CutReport run(ImportProgress progress, Cancellation cancellation) {
        List<String> waiting = new ArrayList<>();
        store.forEach(garment -> {
            if (state(garment) instanceof CutState.Waiting) {
                waiting.add(garment.sku());
            }
        });
        long done = 0;
        for (String sku : waiting) {
            cancellation.check();
            progress.at(ImportProgress.Stage.CUTTING_GARMENTS, done++, waiting.size());
            // an import may have taken the garment away meanwhile
            Optional<Garment> garment = store.find(sku);
            if (garment.isPresent() && state(garment.get()) instanceof CutState.Waiting) {
                cut(garment.get());
            }
        }
        cancellation.check();
        progress.at(ImportProgress.Stage.CUTTING_GARMENTS, done, waiting.size());
        return report();
    }

    private CutReport report() {
        long[] counts = new long[3];
        store.forEach(garment -> {
            switch (state(garment)) {
                case CutState.Cut() -> counts[0]++;
                case CutState.AsksStaff(String doubt) -> counts[1]++;
                case CutState.Unreadable(String reason) -> counts[2]++;
                case CutState.Waiting(), CutState.NoPicture() -> {}
            }
        });
        return new CutReport(counts[0], counts[1], counts[2]);
    }

    private CutState state(Garment garment) {
        return store.cutState(garment, work.version());
    }

    private void cut(Garment garment) {
        GarmentPicture picture = garment.picture().orElseThrow();
        Wardrobe.Key key = key(garment, work.version());
        switch (done(garment, picture, key)) {
            case GarmentWork.Done.Kept(byte[] bytes, Optional<String> doubt) -> {
                wardrobe.keep(key, bytes);
                record(key, doubt.isPresent() ? "asks staff" : "cut", doubt.orElse(""));
            }
            case GarmentWork.Done.Unreadable(String reason) -> record(key, "unreadable", reason);
        }
    }

    private GarmentWork.Done done(Garment garment, GarmentPicture picture, Wardrobe.Key key) {
        try (Arena arena = Arena.ofShared()) {
            Decoded decoded = Decode.bytes(arena, store.pictureBytes(picture), "the picture of " + garment.sku());
            Optional<LandmarkFile> landmarks = picture.landmarks()
                    .map(json -> LandmarkFile.read(
                            json.getBytes(StandardCharsets.UTF_8), "the landmark file of " + garment.sku()));
            return work.of(
                    new GarmentPhoto(decoded.picture(), decoded.alpha(), garment.kind(), landmarks, key.sha256()));
        } catch (Refusal refusal) {
            return new GarmentWork.Done.Unreadable(String.valueOf(refusal.getMessage()));
        } catch (RuntimeException bug) {
            // one garment must not keep all others from being cut; the log tells us, the state tells staff
            LOG.log(Level.ERROR, "cutting out " + garment.sku() + " failed", bug);
            return new GarmentWork.Done.Unreadable(
                    "MirrorX failed on this picture; take another one and send the log to its makers.");
        }
    }

    /** Everything the work depends on: the photograph, what staff set, and the kind the shop says. */
    static Wardrobe.Key key(Garment garment, String version) {
        GarmentPicture picture = garment.picture().orElseThrow();
        String made = picture.sha256()
                + "\n" + garment.kind().map(GarmentRows::word).orElse("")
                + "\n" + picture.landmarks().orElse("");
        return new Wardrobe.Key(Sha256.of(made.getBytes(StandardCharsets.UTF_8)), version);
    }

    private void record(Wardrobe.Key key, String state, String reason) {
        try (Connection connection = store.database().connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO cut (work, version, state, reason) VALUES (?, ?, ?, ?) ON CONFLICT (work) DO UPDATE SET"
                                + " version = excluded.version, state = excluded.state, reason = excluded.reason")) {
            insert.setString(1, key.sha256());
            insert.setString(2, key.version());
            insert.setString(3, state);
            insert.setString(4, reason);
            insert.executeUpdate();
        } catch (SQLException fault) {
            throw CatalogStore.broken(fault);
        }
    }
}
