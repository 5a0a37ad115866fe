package org.mirrorx.kiosk.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mirrorx.inference.Look;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.image.Encode;
import org.mirrorx.inference.image.Natives;
import org.mirrorx.inference.image.Picture;
import org.mirrorx.inference.image.Workspace;
import org.mirrorx.models.Refusal;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Looks side by side for the eye: a row a person, a column a garment, the photographs themselves at the edge. Green: shown; amber:
 * preview; grey with the reason: declined; red: broken. One PNG for each kind of garment and each {@link #ROWS} × {@link #COLUMNS}.
 */
public final class ContactSheets implements AutoCloseable {
    private static final int ROWS = 6;
    private static final int COLUMNS = 8;
    private static final int CAPTION = 30;
    private static final int GAP = 3;
    private static final double SMALL_TEXT = 0.36;

    /** Pixels of a letter of that size, on average. */
    private static final int LETTER_WIDTH = 7;

    private static final Scalar PAPER = new Scalar(255, 255, 255);
    private static final Scalar INK = new Scalar(20, 20, 20);
    private static final Scalar SHOWN = new Scalar(190, 235, 198);
    private static final Scalar PREVIEW = new Scalar(250, 222, 150);
    private static final Scalar DECLINED = new Scalar(222, 222, 222);
    private static final Scalar BROKEN = new Scalar(250, 150, 150);

    /**
     * A garment at the head of a column.
     *
     * @param name file name without ending
     */
    public record Column(String name, GarmentKind kind, Picture picture) {}

    private final Path folder;
    private final String prefix;
    private final int tileWidth;
    private final int tileHeight;
    private final List<List<Column>> pages;
    private final List<Mat> canvases = new ArrayList<>();
    private Workspace workspace = new Workspace();
    private int row = -1;
    private int block = 1;

    /**
     * @param prefix of the file names
     * @param tileWidth, tileHeight size of one picture in pixels
     * @param garments in the order of the columns, those of one kind together; their pictures must stay alive
     */
    public ContactSheets(Path folder, String prefix, int tileWidth, int tileHeight, List<Column> garments) {
        Natives.load();
        this.folder = folder;
        this.prefix = prefix;
        this.tileWidth = tileWidth;
        this.tileHeight = tileHeight;
        pages = pages(garments);
        try {
            Files.createDirectories(folder);
        } catch (IOException fault) {
            throw new Refusal(
                    "The folder " + folder + " for contact sheets cannot be made (" + fault.getMessage()
                            + "); check its rights or choose another.",
                    fault);
        }
    }

    /** Begins a row. */
    public void person(String name, Picture picture) {
        if (row == ROWS - 1) {
            finishBlock();
        }
        row++;
        if (row == 0) {
            pages.forEach(page -> canvases.add(blank(page)));
        }
        for (Mat canvas : canvases) {
            put(canvas, cell(0, row + 1), picture, PAPER, name, "");
        }
    }

    /** Fills the cell of the current person and a garment. */
    public void look(String garment, Look look, String caption) {
        Place place = place(garment);
        put(
                canvases.get(place.page()),
                cell(place.column() + 1, row + 1),
                look.picture(),
                look.preview() ? PREVIEW : SHOWN,
                look.preview() ? "preview" : "shown",
                caption);
    }

    /** Fills the cell of a pair without a picture. */
    public void none(String garment, PairResult.End end) {
        Place place = place(garment);
        Mat canvas = canvases.get(place.page());
        Rect cell = cell(place.column() + 1, row + 1);
        switch (end) {
            case PairResult.Refused(var reason, String detail) -> {
                fill(canvas, cell, DECLINED);
                write(canvas, cell, "declined " + reason.name().toLowerCase(Locale.ROOT) + ": " + detail);
            }
            case PairResult.Broken(String sentence) -> {
                fill(canvas, cell, BROKEN);
                write(canvas, cell, sentence);
            }
            case PairResult.Shown _ -> throw new IllegalArgumentException("a shown pair has a picture");
        }
    }

    /** Writes what is left. */
    @Override
    public void close() {
        if (row >= 0) {
            finishBlock();
        }
        workspace.close();
    }

    private record Place(int page, int column) {}

    private Place place(String garment) {
        for (int page = 0; page < pages.size(); page++) {
            for (int column = 0; column < pages.get(page).size(); column++) {
                if (pages.get(page).get(column).name().equals(garment)) {
                    return new Place(page, column);
                }
            }
        }
        throw new IllegalArgumentException("no column for " + garment);
    }

    private static List<List<Column>> pages(List<Column> garments) {
        List<List<Column>> pages = new ArrayList<>();
        for (Column garment : garments) {
            boolean fits = !pages.isEmpty()
                    && pages.getLast().size() < COLUMNS
                    && pages.getLast().getFirst().kind() == garment.kind();
            if (!fits) {
                pages.add(new ArrayList<>());
            }
            pages.getLast().add(garment);
        }
        return pages;
    }

    private Mat blank(List<Column> page) {
        Mat canvas = workspace.keep(
                new Mat((ROWS + 1) * rowHeight(), (page.size() + 1) * (tileWidth + GAP), CvType.CV_8UC3, PAPER));
        for (int column = 0; column < page.size(); column++) {
            put(
                    canvas,
                    cell(column + 1, 0),
                    page.get(column).picture(),
                    PAPER,
                    page.get(column).name(),
                    "");
        }
        return canvas;
    }

    private void finishBlock() {
        int pageOfKind = 0;
        for (int page = 0; page < pages.size(); page++) {
            GarmentKind kind = pages.get(page).getFirst().kind();
            boolean sameKindAsBefore =
                    page > 0 && pages.get(page - 1).getFirst().kind() == kind;
            pageOfKind = sameKindAsBefore ? pageOfKind + 1 : 1;
            String file = String.format(
                    Locale.ROOT,
                    "%s-%s-%d-people-%d.png",
                    prefix,
                    kind.name().toLowerCase(Locale.ROOT),
                    pageOfKind,
                    block);
            Mat full = canvases.get(page);
            Mat used = full.submat(new Rect(0, 0, full.cols(), (row + 2) * rowHeight()));
            try (Arena memory = Arena.ofConfined()) {
                Encode.file(Picture.copyOf(memory, used), folder.resolve(file));
            }
            used.release();
        }
        workspace.close();
        workspace = new Workspace();
        canvases.clear();
        row = -1;
        block++;
    }

    private int rowHeight() {
        return tileHeight + CAPTION + GAP;
    }

    private Rect cell(int column, int line) {
        return new Rect(column * (tileWidth + GAP), line * rowHeight(), tileWidth, tileHeight + CAPTION);
    }

    private void put(Mat canvas, Rect cell, Picture picture, Scalar ground, String first, String second) {
        fill(canvas, cell, ground);
        double scale = Math.min((double) tileWidth / picture.width(), (double) tileHeight / picture.height());
        Size size = new Size(Math.round(picture.width() * scale), Math.round(picture.height() * scale));
        try (Workspace scratch = new Workspace()) {
            Mat view = picture.view();
            Mat small = scratch.mat();
            Imgproc.resize(view, small, size, 0, 0, Imgproc.INTER_AREA);
            view.release();
            Mat target = canvas.submat(
                    new Rect(cell.x + (cell.width - small.cols()) / 2, cell.y, small.cols(), small.rows()));
            small.copyTo(target);
            target.release();
        }
        text(canvas, cell.x + 3, cell.y + tileHeight + 12, fitting(first, cell));
        text(canvas, cell.x + 3, cell.y + tileHeight + 25, fitting(second, cell));
    }

    private static String fitting(String words, Rect cell) {
        int letters = cell.width / LETTER_WIDTH;
        return words.length() <= letters ? words : words.substring(0, letters);
    }

    private static void fill(Mat canvas, Rect cell, Scalar colour) {
        Mat target = canvas.submat(cell);
        target.setTo(colour).release();
        target.release();
    }

    /** Breaks a sentence into the lines of a cell. */
    private static void write(Mat canvas, Rect cell, String sentence) {
        int letters = cell.width / LETTER_WIDTH;
        int y = cell.y + 16;
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ", -1)) {
            if (line.length() + word.length() > letters) {
                text(canvas, cell.x + 4, y, line.toString());
                line.setLength(0);
                y += 15;
            }
            line.append(word).append(' ');
        }
        text(canvas, cell.x + 4, y, line.toString());
    }

    private static void text(Mat canvas, int x, int y, String words) {
        String ascii = words.replaceAll("[^\\x20-\\x7e]", "?"); // OpenCV's font knows no more
        Imgproc.putText(
                canvas,
                ascii,
                new Point(x, y),
                Imgproc.FONT_HERSHEY_SIMPLEX,
                SMALL_TEXT,
                INK,
                1,
                Imgproc.LINE_AA,
                false);
    }
}
