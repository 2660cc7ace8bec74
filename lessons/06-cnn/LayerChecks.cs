using LearnDL.Checks;
using LearnDL.Lessons;

namespace Lessons.Cnn;

/// <summary>
/// Step 4, continued: the layer's gradients against differences, and a mistake that the check must find.
/// </summary>
static class LayerChecks
{
    public static void Run(LessonRun run)
    {
        run.Heading("Is the backward pass right?");

        #region check
        var right = GradientCheck.Layer(
            new Conv2D(3, kernelSize: 3, strides: 2,
                padding: "same", activation: "tanh"),
            inputShape: [2, 7, 6, 2], seed: run.Seed);

        var wrong = GradientCheck.Layer(
            new ForgotToTurn(),
            inputShape: [2, 6, 6, 1], seed: run.Seed);
        #endregion

        var page = run.Output("check");
        Tell("Conv2D", right);
        Tell("ForgotToTurn", wrong);
        run.Metric("check-error", "largest relative error of the gradients of Conv2D", right.Error, "0e-0");

        void Tell(string name, GradientReport report)
        {
            page.WriteLine($"{name}: {(report.Passed ? "passed" : "FAILED")}, {report.Derivatives} derivatives, "
                + $"worst error {report.Error:0.0e-0}");
            page.WriteLine($"  at {report.Variable}{report.Element}: "
                + $"backward {report.Backward:0.0000}, differences {report.Difference:0.0000}");
        }
    }
}
