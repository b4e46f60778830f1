package org.likeness.core.dataset.synthetic;

import org.likeness.core.image.FaceImage;

/** Renders one shot of one person. For one use. */
final class Renderer {
    private final int size;
    private final Shot shot;
    private final float pixel;
    private final float rollCos;
    private final float rollSin;
    private final HeadSurface head;
    private final Lighting lighting;
    private final Surroundings surroundings;
    private final Ears ears;
    private final HairShell hair;
    private final HairShell hat;
    private final Glasses glasses;
    private final FacePaint[] paints;
    private final Hit hit = new Hit();
    private final FacePaint.Ink ink = new FacePaint.Ink();

    Renderer(Person person, Shot shot, int size) {
        this.size = size;
        this.shot = shot;
        pixel = 2 / (size * shot.pose().zoom());
        rollCos = (float) StrictMath.cos(shot.pose().roll());
        rollSin = (float) StrictMath.sin(shot.pose().roll());
        float jawDrop = 0.07f * shot.expression().open();
        Turn turn = Turn.of(shot.pose());
        head = new HeadSurface(person.skull(), new Relief(person, shot.expression()), turn, jawDrop);
        lighting = new Lighting(shot.light(), pixel);
        surroundings = new Surroundings(person, shot, turn, lighting, pixel);
        ears = new Ears(person, turn, pixel);
        hair = new HairShell(person.hair(), shot.look(), false, head, pixel);
        hat = new HairShell(person.hair(), shot.look(), true, head, pixel);
        glasses = new Glasses(person.eyes(), shot, head, lighting, pixel);
        paints = new FacePaint[] {
            new SkinPaint(person, shot, pixel),
            new EyePaint(person.eyes(), shot, pixel),
            new BrowPaint(person, shot, pixel),
            new MouthPaint(person, shot, pixel),
        };
    }

    FaceImage render() {
        Canvas canvas = new Canvas(size);
        Layer face = new Layer(size);
        Layer shell = new Layer(size);
        forEachPixel((index, across, above, right, up) -> {
            surroundings.paint(index, across, above, right, up, canvas);
            if (right * right + up * up < 2.2f) {
                ears.paint(index, right, up, false, ink, face);
                paintFace(index, right, up, face);
                ears.paint(index, right, up, true, ink, face);
                if (hair.isWorn()) {
                    hair.paint(index, right, up, ink, shell);
                }
                if (hat.isWorn()) {
                    hat.paint(index, right, up, ink, shell);
                }
            }
        });
        lighting.apply(face, shell, 1, canvas);
        lighting.apply(shell, shell, 0.6f, canvas);
        if (shot.look().glasses() != Shot.Glasses.NONE) {
            forEachPixel((index, across, above, right, up) -> glasses.paint(index, right, up, canvas));
        }
        if (shot.look().occluder()) {
            Occluder occluder = new Occluder(shot.look(), lighting, 2f / size);
            forEachPixel((index, across, above, right, up) -> occluder.paint(index, across, above, canvas));
        }
        return new Lens(shot.exposure()).develop(canvas);
    }

    private void paintFace(int index, float right, float up, Layer face) {
        head.cast(right, up, hit);
        float alpha = Shapes.inside(hit.edge, pixel);
        if (alpha > 0) {
            for (FacePaint paint : paints) {
                paint.paint(hit.x, hit.y, ink);
            }
            face.cover(index, ink, hit.depth, alpha);
        }
    }

    /** What is done at one pixel: its place in the picture and in head units. */
    private interface PixelTask {
        void at(int index, float across, float above, float right, float up);
    }

    private void forEachPixel(PixelTask task) {
        Shot.Pose pose = shot.pose();
        for (int j = 0; j < size; j++) {
            float above = 1 - (2 * j + 1) / (float) size;
            float y = (above - pose.y()) / pose.zoom();
            for (int i = 0; i < size; i++) {
                float across = (2 * i + 1) / (float) size - 1;
                float x = (across - pose.x()) / pose.zoom();
                task.at(j * size + i, across, above, x * rollCos + y * rollSin, y * rollCos - x * rollSin);
            }
        }
    }
}
