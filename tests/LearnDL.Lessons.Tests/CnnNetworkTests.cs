using LearnDL.Checks;
using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Tensors;
using Lessons.Cnn;

namespace LearnDL.Lessons.Tests;

/// <summary>What lesson 6 says of its networks and of its planted mistake.</summary>
public sealed class CnnNetworkTests
{
    [Fact]
    public void The_first_network_has_the_weights_that_the_page_counts()
    {
        var summary = new StringWriter();
        Network.Build(seed: 1).Summary(summary);
        string[] counts = ["320", "18,496", "1,179,776", "1,290", "Total params: 1,199,882"];
        Assert.All(counts, count => Assert.Contains(count, summary.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_network_of_the_literature_has_890410_weights_by_its_summary()
    {
        var summary = new StringWriter();
        Literature.Build(seed: 1, new Flatten()).Summary(summary);
        Assert.Contains("Total params: 890,410", summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_pooling_the_first_dense_layer_would_be_four_times_as_large()
    {
        var dense = new Dense(128);
        dense.Build([-1, 24 * 24 * 64], DType.Float32, new RandomSource(1));
        Assert.Equal(4.7, dense.Parameters.Sum(parameter => parameter.Value.Size) / 1e6, 0.05);
    }

    [Fact]
    public void The_forgotten_turn_is_found_in_the_gradient_of_the_input()
    {
        var report = GradientCheck.Layer(new ForgotToTurn(), [2, 6, 6, 1], seed: 7);
        Assert.False(report.Passed);
        Assert.Equal("input", report.Variable);
    }

    [Fact]
    public void By_hand_the_gradients_are_the_engines_and_the_moved_edges_are_the_same()
    {
        var run = new LessonRun(7, false, TextWriter.Null, new PlainProgressDisplay(TextWriter.Null));
        EdgeByHand.Run(run, Datasets.Mnist().Train);
        BackwardByHand.Run(run);
        LayerChecks.Run(run);
        var record = run.ToRecord(AllLessons.Of("06-cnn"), LessonSources.Of("06-cnn"), DateTime.UtcNow, 1);
        Assert.Equal(0, record.Metrics["backward-difference"].Value);
        Assert.Contains("largest difference 0", record.Outputs["shift"], StringComparison.Ordinal);
        Assert.Contains("Conv2D: passed", record.Outputs["check"], StringComparison.Ordinal);
        Assert.Contains("ForgotToTurn: FAILED", record.Outputs["check"], StringComparison.Ordinal);
    }
}
