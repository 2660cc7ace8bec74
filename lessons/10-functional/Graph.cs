using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Functional;

/// <summary>Step 2: the model as a table and as a picture, and its first training.</summary>
static class Graph
{
    public static void Run(LessonRun run, (Inputs Train, Inputs Held) split)
    {
        run.Heading("The graph");
        var (train, held) = split;
        var model = Network.Joined(run.Seed);

        #region summary
        model.Summary(run.Output("summary"),
            positions: [0.27, 0.48, 0.60, 1]);
        var picture = model.PlotModel(toFile: null,
            showShapes: true, showLayerNames: true);
        #endregion

        run.Picture("model", picture, "Three inputs on top: subject, body, habits. Subject and body both lead into the "
            + "one Embedding, from there each into an LSTM of its own, and these into the Concatenate 'text'. Habits "
            + "lead into a Dense layer. 'text' and that layer lead into the Concatenate 'join', and it into the output "
            + "'spam'. "
            + "A second arrow leads from 'text' to the output 'text_only'.");
        run.Metric("parameters", "weights of the joined network", model.CountParams(), "#,0");
        run.Metric("look-parameters", "weights of the layer that looks at the habits",
            model.GetLayer("look").CountParams(), "0");

        History history;
        using (var progress = run.Progress("first training", Network.Epochs(run)))
        {
            #region fit
            history = model.Fit(
                [train.Subject, train.Body, train.Habits],
                [train.Y, train.Y],
                batchSize: Network.BatchSize,
                epochs: Network.Epochs(run),
                validationData: new(
                    [held.Subject, held.Body, held.Habits],
                    [held.Y, held.Y]),
                verbose: 0,
                callbacks: [Network.Falling(), progress]);
            #endregion
        }

        var page = run.Output("fit");
        foreach (var name in history.Keys.Where(name => name != "learning_rate"))
            page.WriteLine($"{name,-24} {history[name][^1]:0.0000}");
        run.Metric("sum-off", "difference of the loss from the weighted sum of both",
            Math.Abs(history["loss"][^1] - history["spam_loss"][^1]
                - Network.Auxiliary * history["text_only_loss"][^1]), "0.0e0");
    }
}
