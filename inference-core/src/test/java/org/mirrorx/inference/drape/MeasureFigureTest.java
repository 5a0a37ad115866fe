package org.mirrorx.inference.drape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mirrorx.inference.Declined;
import org.mirrorx.inference.body.BodyReading;
import org.mirrorx.inference.body.DrawnBody;
import org.mirrorx.inference.body.GarmentLabels;
import org.mirrorx.inference.body.LabelGarments;
import org.mirrorx.inference.image.Picture;

class MeasureFigureTest {
    @Test
    void tipsLieOnTheOutlineAndOppositeEachOther() {
        Figure figure = measure(DrawnBody.standing());
        assertTrue(figure.left().tipSeen() && figure.right().tipSeen());
        assertEquals(768 - 1, figure.left().tip().x() + figure.right().tip().x(), 5);
        assertEquals(figure.left().tip().y(), figure.right().tip().y(), 3);
        assertEquals(272, figure.left().tip().y(), 14);
    }

    @Test
    void theShoulderLineRisesFromTheTipToTheNeck() {
        Figure figure = measure(DrawnBody.standing());
        for (Figure.Half half : new Figure.Half[] {figure.left(), figure.right()}) {
            assertTrue(half.neck().y() < half.tip().y() - 8, () -> half.neck() + " above " + half.tip());
            assertEquals(52, Math.abs(half.neck().x() - 384), 18);
        }
        assertEquals(384, figure.neckCentre().x(), 4);
    }

    @Test
    void sidesFollowTheTrunkBetweenTheArms() {
        Figure figure = measure(DrawnBody.standing());
        for (int row : new int[] {430, 500, 580}) {
            double half = 114 - (row - 380) * 14.0 / 240;
            assertEquals(384 - half, figure.left().side().at(row), 6, "left in row " + row);
            assertEquals(384 + half, figure.right().side().at(row), 6, "right in row " + row);
        }
        assertTrue(figure.left().reliability(400, 600) > 0.9);
    }

    @Test
    void aSleevesEndIsMeasuredAlongTheArm() {
        assertEquals(0.3, measure(DrawnBody.standing()).left().arm().bareFrom(), 0.06);
        assertEquals(1, measure(DrawnBody.standing().sleeve(1)).right().arm().bareFrom(), 0.06);
        assertTrue(measure(DrawnBody.standing().sleeve(0)).right().arm().bareFrom() < 0.15);
    }

    @Test
    void aTopThatEndsAtTheWaistIsTuckedAndADressIsOnePiece() {
        assertEquals(Figure.Worn.TUCKED, measure(DrawnBody.standing()).oldTop().worn());
        DrawnBody dressed = DrawnBody.standing().fullLength().dress();
        Figure dress = measure(dressed);
        assertEquals(Figure.Worn.ONE_PIECE, dress.oldTop().worn());
        assertEquals(820 * 0.55, dress.oldTop().hemY(), 5);
        assertTrue(dress.oldLower().isEmpty());
    }

    @Test
    void aKurtaOverTrousersIsOnePieceWithTrousersBelow() {
        DrawnBody body = DrawnBody.standing().fullLength().kurta();
        Figure figure = measure(body);
        assertEquals(Figure.Worn.ONE_PIECE, figure.oldTop().worn());
        assertEquals(body.kurtaRow(), figure.oldTop().hemY(), 5);
        assertEquals(Figure.LowerKind.TROUSERS, figure.oldLower().orElseThrow().kind());
        assertTrue(figure.left().side().last() > body.kurtaRow() - 12, "the side goes on to the kurta's hem");
    }

    @Test
    void trousersAreTrousersDownToTheirHem() {
        Figure figure = measure(DrawnBody.standing().fullLength());
        Figure.OldLower lower = figure.oldLower().orElseThrow();
        assertEquals(Figure.LowerKind.TROUSERS, lower.kind());
        assertTrue(lower.hemInPicture());
        assertEquals(1180 * 0.55, lower.hemLeft(), 8);
        Figure.Legs legs = figure.legs().orElseThrow();
        assertTrue(legs.left().outer().at(480) < legs.left().inner().at(480));
        assertTrue(legs.left().inner().at(480) < legs.right().inner().at(480));
    }

    @Test
    void armsThatHangDownCrossNothing() {
        Figure figure = measure(DrawnBody.standing());
        assertEquals(0, figure.pose().crossedArm(), 1e-9);
        assertTrue(figure.left().arm().gap() > 0.2);
        assertTrue(figure.pose().backgroundSpread() < 6);
    }

    @Test
    void crossedLegsAndLegsOutsideThePictureForbidLowerGarments() {
        Optional<Declined> crossed =
                JudgeLegs.lower(measure(DrawnBody.standing().fullLength().legsCrossed()));
        assertEquals(Declined.Reason.BODY_UNCLEAR, crossed.orElseThrow().reason());
        assertTrue(JudgeLegs.lower(measure(DrawnBody.standing().fullLength())).isEmpty());
        Optional<Declined> dress =
                JudgeLegs.lower(measure(DrawnBody.standing().fullLength().dress()));
        assertEquals(Declined.Reason.DOES_NOT_FIT_OVER, dress.orElseThrow().reason());
        assertFalse(JudgeLegs.dress(measure(DrawnBody.standing().fullLength().dress()))
                .isPresent());
    }

    static Figure measure(DrawnBody body) {
        try (Arena arena = Arena.ofConfined()) {
            Picture capture = body.picture(arena);
            BodyReading reading = body.reading(arena);
            GarmentLabels labels = new LabelGarments().label(capture, reading, arena);
            return new MeasureFigure().measure(reading, labels, capture);
        }
    }
}
