using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Tests.Saving;

public sealed class TrainingStateTests
{
    /// <summary>A field of every kind, with the values that texts lose most easily.</summary>
    sealed class Fields
    {
        public double Number, Infinite, NotANumber, Negative;
        public double? None = 1, Some;
        public int Whole;
        public int? NoWhole = 2, SomeWhole;
        public long Long;
        public bool Flag;
        public string Text = "";
        public double[] Numbers = [];
        public int[] Wholes = [];
        public IReadOnlyList<Tensor>? Tensors, NoTensors = [];
        public readonly Tensor InPlace = Tensor.Zeros([2]);

        public void Keep(TrainingState state)
        {
            state.Field("number", ref Number);
            state.Field("infinite", ref Infinite);
            state.Field("nan", ref NotANumber);
            state.Field("negative", ref Negative);
            state.Field("none", ref None);
            state.Field("some", ref Some);
            state.Field("whole", ref Whole);
            state.Field("no_whole", ref NoWhole);
            state.Field("some_whole", ref SomeWhole);
            var part = state.Part("part");
            part.Field("long", ref Long);
            part.Field("flag", ref Flag);
            part.Field("text", ref Text);
            part.Field("numbers", ref Numbers);
            part.Field("wholes", ref Wholes);
            part.Field("tensors", ref Tensors);
            part.Field("no_tensors", ref NoTensors);
            part.Field("in_place", InPlace);
        }
    }

    [Fact]
    public void Fields_of_every_kind_come_back_to_the_bit()
    {
        var before = new Fields
        {
            Number = 0.1 + 0.2,
            Infinite = double.NegativeInfinity,
            NotANumber = double.NaN,
            Negative = -0.0,
            None = null,
            Some = double.Epsilon,
            Whole = int.MinValue,
            NoWhole = null,
            SomeWhole = 7,
            Long = long.MinValue,
            Flag = true,
            Text = "a\"\\\n🙂",
            Numbers = [double.NaN, double.PositiveInfinity, 1e308, -0.0],
            Wholes = [3, -1],
            Tensors = [Tensor.Of(1, 2), Tensor.Ones([2, 0])],
            NoTensors = null,
        };
        before.InPlace.Fill(5);
        var state = new TrainingState();
        before.Keep(state);
        var (kept, after) = (state.Copy(), new Fields());
        after.Keep(kept);
        kept.CheckAllRead();

        Assert.Equal(before.Number, after.Number);
        Assert.Equal(double.NegativeInfinity, after.Infinite);
        Assert.True(double.IsNaN(after.NotANumber));
        Assert.True(double.IsNegative(after.Negative));
        Assert.Equal((null, double.Epsilon), (after.None, after.Some));
        Assert.Equal((int.MinValue, null, 7), (after.Whole, after.NoWhole, after.SomeWhole));
        Assert.Equal((long.MinValue, true, before.Text), (after.Long, after.Flag, after.Text));
        Assert.Equal(before.Numbers.Select(BitConverter.DoubleToInt64Bits), after.Numbers.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal([3, -1], after.Wholes);
        Assert.Equal([1f, 2], after.Tensors![0].ToArray<float>());
        Assert.Equal<Shape>([2, 0], after.Tensors[1].Shape);
        Assert.Null(after.NoTensors);
        Assert.Equal([5f, 5], after.InPlace.ToArray<float>());
    }
}
