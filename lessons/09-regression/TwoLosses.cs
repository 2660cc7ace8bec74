using LearnDL.Lessons;

namespace Lessons.Regression;

/// <summary>Step 4: the same linear model, trained with one loss and with the other.</summary>
static class TwoLosses
{
    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("mse or mae?");
        var page = run.Output("two-losses");
        page.WriteLine("trained with           RMSE           MAE");
        foreach (var loss in new[] { "mse", "mae" })
        {
            var (rmse, mae, atCeiling, below) = (new List<double>(), new List<double>(), new List<double>(),
                new List<double>());
            for (var k = 0; k < Baselines.Splits(run); k++)
            {
                #region train
                var seed = run.Seed + k;
                var parts = Parts.Standardised(data, seed);
                var model = Network.Linear(parts.Train, seed, loss);
                var (p, y) = (model.Predict(parts.Test.X), parts.Test.Y);

                rmse.Add(Errors.Rmse(p, y));
                mae.Add(Errors.Mae(p, y));
                #endregion

                foreach (var (e, n) in Errors.Differences(p, y).Select((e, n) => (e, n)))
                    (y.At(n) == 50 ? atCeiling : below).Add(e);
            }

            page.WriteLine($"{loss,-15} {Errors.Spread(rmse)}   {Errors.Spread(mae)}");
            Record(run, loss, rmse, mae, atCeiling, below);
        }
    }

    static void Record(LessonRun run, string loss, List<double> rmse, List<double> mae, List<double> atCeiling,
        List<double> below)
    {
        run.Metric($"{loss}-rmse", $"RMSE on the test rows after training with {loss}", rmse.Average(), "0.00");
        run.Metric($"{loss}-mae", $"mean absolute error on the test rows after training with {loss}", mae.Average(),
            "0.00");
        run.Metric($"{loss}-ceiling", $"how far a tract at the ceiling is missed on average, trained with {loss}",
            atCeiling.DefaultIfEmpty(0).Average(), "+0.0;-0.0");
        run.Metric($"{loss}-below", $"how far the other tracts are missed on average, trained with {loss}",
            below.Average(), "+0.0;-0.0");
    }
}
