using LearnDL.Data;
using LearnDL.Tensors;
using Lessons.Lstm;

namespace LearnDL.Lessons.Tests;

/// <summary>What lesson 7 says of its gradients by hand, its baselines and its forecasts.</summary>
public sealed class LstmNetworkTests
{
    static readonly Airline airline = new(Datasets.AirlinePassengers());

    static LessonRun NewRun() => new(7, false, TextWriter.Null, new PlainProgressDisplay(TextWriter.Null));

    static IReadOnlyDictionary<string, MetricRecord> Metrics(Action<LessonRun> step)
    {
        var run = NewRun();
        step(run);
        return run.ToRecord(AllLessons.Of("07-lstm"), LessonSources.Of("07-lstm"), DateTime.UtcNow, 1).Metrics;
    }

    public static TheoryData<string> Views => ["passengers", "logs", "differences", "growth", "surprise"];

    static View Of(string key, Airline series) => key switch
    {
        "passengers" => View.Passengers(series),
        "logs" => View.Logs(series),
        "differences" => View.Differences(series),
        "growth" => View.Growth(series),
        _ => View.Surprise(series),
    };

    [Fact]
    public void By_hand_forward_and_back_the_numbers_are_the_layers()
    {
        Assert.InRange(Metrics(BpttByHand.Run)["back-difference"].Value, 0, 1e-12);
        Assert.InRange(Metrics(GateByGate.Run)["gates-difference"].Value, 0, 1e-12);
        var back = Metrics(GatesBackward.Run);
        Assert.InRange(back["gates-back-difference"].Value, 0, 1e-12);
        Assert.InRange(back["check-error"].Value, 0, 1e-7);
    }

    [Fact]
    public void The_baselines_are_those_of_the_literature()
    {
        var metrics = Metrics(run => Baselines.Run(run, airline));
        Assert.Equal(("48.0", "41.9", "15.6"), (metrics["last"].Text, metrics["year"].Text, metrics["growth"].Text));
    }

    [Fact]
    public void The_gradient_fades_in_the_plain_layer_and_comes_through_open_forget_gates()
    {
        var flow = Metrics(Flow.Run);
        Assert.InRange(flow["flow-plain"].Value, 0, 1e-6);
        Assert.InRange(flow["flow-lstm-1"].Value, 0, 1e-6);
        Assert.InRange(flow["flow-lstm-0"].Value, 0, flow["flow-lstm-1"].Value / 1e6);
        Assert.InRange(flow["flow-lstm-5"].Value, 1, 1000);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void The_true_answer_leads_back_to_the_true_passengers(string key)
    {
        var view = Of(key, airline);
        var answer = view.Series[(Airline.Test - view.Missing)..];
        Assert.Equal(0, airline.Rmse(view.ToPassengers(answer, Airline.Test, Airline.End), Airline.Test), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void No_forecast_depends_on_its_own_month_or_a_later_one(string key)
    {
        const int Changed = Airline.Test + 5;
        var values = airline.Passengers.Keep();
        values[Changed..].Fill(999);
        var other = new Airline(new TimeSeries([.. airline.Months], values, ["passengers"], []));
        Tensor Forecast(Airline series) =>
            Forecaster.Train(Of(key, series), 3, new Plan(2, 1), 1, Airline.Test, Airline.End);
        var (before, after) = (Forecast(airline).ToArray<double>(), Forecast(other).ToArray<double>());
        Assert.Equal(before[..6], after[..6]);
        Assert.NotEqual(before[6], after[6]); // the first that may know the changed month
    }

    [Fact]
    public void A_network_that_answers_nothing_is_the_best_baseline()
    {
        var forecast = View.Surprise(airline).ToPassengers(Tensor.Zeros([48, 1]), Airline.Test, Airline.End);
        Assert.Equal(airline.Rmse(Baselines.WithGrowth(airline.Passengers, Airline.Test, Airline.End), Airline.Test),
            airline.Rmse(forecast, Airline.Test), 1e-9);
    }
}
