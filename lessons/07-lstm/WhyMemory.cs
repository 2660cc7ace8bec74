using LearnDL.Lessons;

namespace Lessons.Lstm;

/// <summary>Step 3: one value does not say where the series goes; twelve do.</summary>
static class WhyMemory
{
    public static void Run(LessonRun run, Airline airline)
    {
        run.Heading("Why memory");
        SameValue(run, airline);
        var seeds = run.Budget(full: 5, quick: 1);
        var page = run.Output("neuron");
        foreach (var length in new[] { 1, 3, 12 })
        {
            var errors = new double[seeds];
            for (var k = 0; k < seeds; k++)
            {
                var forecast = Neuron(View.Growth(airline), length, run.Seed + k, Airline.Validation, Airline.Test);
                errors[k] = airline.Rmse(forecast, Airline.Validation);
            }

            page.WriteLine($"a neuron that sees {length,2} {(length == 1 ? "month " : "months")} of growth: "
                + $"RMSE {errors.Average():0.0} in 1955-56");
            run.Metric($"neuron-{length}",
                $"validation RMSE of a neuron that sees {length} {(length == 1 ? "month" : "months")} of growth",
                errors.Average(), "0.0");
        }
    }

    /// <summary>
    /// One neuron without activation, trained on the months before
    /// <paramref name="first"/>; its forecasts from there on.
    /// </summary>
    internal static Tensor Neuron(View view, int length, int seed, int first, int end)
    {
        var (past, future, scale) = Forecaster.PastAndFuture(view, length, first, end);

        #region neuron
        var model = new Sequential(seed: seed)
        {
            new Flatten(),         // (N, length, 1) to (N, length)
            new Dense(1),          // a weight for each month
        };
        model.Compile(new Adam(0.01), "mse");
        model.Fit(past.X, past.Y, batchSize: 8,
            epochs: 100, verbose: 0);
        #endregion

        return view.ToPassengers(scale.Invert(model.Predict(future.X)), first, end);
    }

    static void SameValue(LessonRun run, Airline airline)
    {
        var y = airline.Passengers;
        var page = run.Output("same-value");
        var (first, second, widest) = (0, 0, 0.0);

        #region same
        // Two months with the same number of passengers; the pair
        // after which the series parts the most.
        for (var a = 0; a < Airline.Test - 1; a++)
            for (var b = a + 1; b < Airline.Test - 1; b++)
            {
                var gap = Math.Abs(y.At(a + 1, 0) - y.At(b + 1, 0));
                if (y.At(a, 0) == y.At(b, 0) && gap > widest)
                    (first, second, widest) = (a, b, gap);
            }
        #endregion

        foreach (var t in new[] { first, second })
            page.WriteLine($"{airline.Months[t]}: {y.At(t, 0):0}, the month after: {y.At(t + 1, 0):0}");
    }
}
