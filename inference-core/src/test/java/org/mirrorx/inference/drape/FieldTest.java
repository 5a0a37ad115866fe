package org.mirrorx.inference.drape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.image.Point2;

final class FieldTest {
    private static final List<Point2> SQUARE =
            List.of(new Point2(0, 0), new Point2(160, 0), new Point2(160, 160), new Point2(0, 160));

    @Test
    void aFlatSheetHasNoFoldsAndEvenCells() {
        Field.Bend bend = field(sheet(-1)).bend(SQUARE);
        assertEquals(0, bend.folded());
        assertEquals(400, bend.cells());
        assertEquals(1, bend.smallest(), 1e-3);
        assertEquals(1, bend.largest(), 1e-3);
    }

    @Test
    void aSheetTurnedOverIsCountedCellByCell() {
        List<Pin> pins = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Point2 body = new Point2(40 * (i % 5), 40.0 * Math.floorDiv(i, 5));
            pins.add(new Pin(new Point2(160 - body.x(), body.y()), body));
        }
        Field.Bend bend = field(new Sheet(Sheet.Part.TORSO, pins, SQUARE, 0)).bend(SQUARE);
        assertEquals(bend.cells(), bend.folded());
    }

    @Test
    void aPinPulledAcrossItsNeighboursFolds() {
        assertTrue(field(sheet(12)).bend(SQUARE).folded() > 5);
    }

    @Test
    void betweenTheNodesTheFieldIsAsExactAsASixteenthOfAPixel() {
        Sheet sheet = sheet(7, 6);
        Frame frame = new Frame(3, 5, 150, 140);
        float[] x = new float[frame.size()];
        float[] y = new float[frame.size()];
        Field.of(sheet, frame, Field.STEP).upsample(frame, x, y);
        ThinPlateSpline spline = ThinPlateSpline.through(sheet.pins(), sheet.stiffness());
        double[] out = new double[2];
        double sum = 0;
        for (int i = 0; i < frame.size(); i++) {
            spline.map(frame.x() + i % frame.width(), frame.y() + i / frame.width(), out);
            sum += Math.hypot(x[i] - out[0], y[i] - out[1]);
        }
        assertTrue(sum / frame.size() < 1 / 16.0, "mean error " + sum / frame.size());
    }

    @Test
    void movingTheBodyByOneStepMovesTheFieldByOneStep() {
        Sheet sheet = sheet(7, 6);
        List<Pin> moved = sheet.pins().stream()
                .map(pin -> new Pin(pin.garment(), pin.body().plus(Field.STEP, Field.STEP)))
                .toList();
        Frame here = new Frame(3, 5, 60, 70);
        Frame there = new Frame(11, 13, 60, 70);
        float[] x = new float[here.size()];
        float[] y = new float[here.size()];
        float[] movedX = new float[here.size()];
        float[] movedY = new float[here.size()];
        Field.of(sheet, here, Field.STEP).upsample(here, x, y);
        Field.of(new Sheet(sheet.part(), moved, SQUARE, sheet.stiffness()), there, Field.STEP)
                .upsample(there, movedX, movedY);
        for (int i = 0; i < x.length; i++) {
            assertEquals(x[i], movedX[i], 1e-3);
            assertEquals(y[i], movedY[i], 1e-3);
        }
    }

    private static Field field(Sheet sheet) {
        return Field.of(sheet, new Frame(0, 0, 161, 161), Field.STEP);
    }

    private static Sheet sheet(int oddOne) {
        return sheet(oddOne, 130);
    }

    /** 5×5 pins on a square that stay where they are, but for one that is pulled to the right on the garment. */
    private static Sheet sheet(int oddOne, double pull) {
        List<Pin> pins = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Point2 body = new Point2(40 * (i % 5), 40.0 * Math.floorDiv(i, 5));
            pins.add(new Pin(i == oddOne ? body.plus(pull, 0) : body, body));
        }
        return new Sheet(Sheet.Part.TORSO, pins, SQUARE, Sheet.CLOSE);
    }
}
