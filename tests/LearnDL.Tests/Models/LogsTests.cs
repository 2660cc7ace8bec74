using LearnDL.Models;

namespace LearnDL.Tests.Models;

public sealed class LogsTests
{
    static Logs Logs(params string[] names)
    {
        var logs = new Logs();
        for (var i = 0; i < names.Length; i++)
            logs[names[i]] = 0.5 + i;
        return logs;
    }

    [Fact]
    public void Figures_as_variables()
    {
        var (loss, accuracy) = Logs("loss", "accuracy");
        Assert.Equal((0.5, 1.5), (loss, accuracy));
        var (a, b, c) = Logs("loss", "mae", "mse");
        Assert.Equal((0.5, 1.5, 2.5), (a, b, c));
        (a, b, c, var d) = Logs("loss", "mae", "mse", "auc");
        Assert.Equal((0.5, 1.5, 2.5, 3.5), (a, b, c, d));
        (a, b, c, d, var e) = Logs("loss", "mae", "mse", "auc", "acc");
        Assert.Equal((0.5, 1.5, 2.5, 3.5, 4.5), (a, b, c, d, e));
    }

    [Fact]
    public void Figures_by_position()
    {
        var logs = Logs("loss", "accuracy");
        Assert.Equal((0.5, 1.5, 1.5), (logs[0], logs[1], logs["accuracy"]));
        foreach (var position in (int[])[-1, 2])
            Refused.Says<ModelException>(() => _ = logs[position], $"position {position}", "0 to 1", "loss, accuracy");
    }

    [Fact]
    public void Not_as_many_figures_as_variables()
    {
        Refused.Says<ModelException>(() => { var (_, _) = Logs("loss"); }, "2 variables cannot take 1 figure.",
            "Compile names no metrics");
        Refused.Says<ModelException>(() => { var (_, _) = Logs("loss", "mae", "auc"); },
            "2 variables cannot take 3 figures", "loss, mae, auc", "logs[\"loss\"]");
        Refused.Says<ModelException>(() => { var (_, _, _) = Logs("loss", "mae"); }, "3 variables");
        Refused.Says<ModelException>(() => { var (_, _, _, _) = Logs("loss", "mae"); }, "4 variables");
        Refused.Says<ModelException>(() => { var (_, _, _, _, _) = Logs("loss", "mae"); }, "5 variables");
    }

    [Fact]
    public void What_Evaluate_gives()
    {
        var scene = Scene.YesNo;
        var model = scene.Model();
        var logs = model.Evaluate(scene.X, scene.Y);
        var (loss, accuracy) = model.Evaluate(scene.X, scene.Y);
        Assert.Equal((logs["loss"], logs["accuracy"]), (loss, accuracy));
        Assert.Equal((loss, accuracy), (logs[0], logs[1]));
    }
}
