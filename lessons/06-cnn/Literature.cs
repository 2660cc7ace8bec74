using LearnDL.Lessons;

namespace Lessons.Cnn;

/// <summary>Step 10: a larger network from the literature, and where its weights sit.</summary>
static class Literature
{
    #region network
    public static Sequential Build(
        int seed, Layer toRow) => new(seed: seed)
    {
        new Input([28, 28, 3]),    // colours
        new Conv2D(32, 3, padding: "same", activation: "relu"),
        new Conv2D(32, 3, activation: "relu"),
        new MaxPooling2D(2),
        new Dropout(0.25),
        new Conv2D(64, 3, padding: "same", activation: "relu"),
        new Conv2D(64, 3, activation: "relu"),
        new MaxPooling2D(2),
        new Dropout(0.25),
        toRow,                     // new Flatten()
        new Dense(512, "relu"),
        new Dropout(0.5),
        new Dense(10, "softmax"),
    };
    #endregion

    public static void Run(LessonRun run)
    {
        run.Heading("A larger network");
        var model = Build(run.Seed, new Flatten());
        model.Summary(run.Output("literature"));
        var page = run.Output("where");
        page.WriteLine("layer        weights    share   multiply-adds per image");

        #region where
        var total = (double)Size(model.Layers);
        var shape = model.InputShape;
        foreach (var layer in model.Layers)
        {
            shape = layer.ComputeOutputShape(shape);
            if (layer.Parameters is not [var W, ..]) continue;
            // each weight works at every place
            var places = shape.Rank == 4 ? shape[1] * shape[2] : 1;
            var size = Size([layer]);
            page.WriteLine($"{layer.Name,-10}  {size,8:#,0}"
                + $"  {size / total,7:0.0%}  "
                + $"{(long)W.Value.Size * places,12:#,0}");
        }
        #endregion

        var pooled = Build(run.Seed, new GlobalAveragePooling2D());
        run.Metric("literature-weights", "weights of the larger network", total, "#,0");
        run.Metric("first-dense-share", "share of its weights that sits in the first Dense layer",
            Size([model.Layers[9]]) / total, "0%");
        run.Metric("pooled-weights", "weights of the larger network with GlobalAveragePooling2D in place of Flatten",
            Size(pooled.Layers), "#,0");
    }

    static long Size(IEnumerable<Layer> layers) =>
        layers.SelectMany(layer => layer.Parameters).Sum(weight => (long)weight.Value.Size);
}
