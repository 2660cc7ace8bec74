using LearnDL.Numbers;

namespace LearnDL.Backends;

/// <summary>
/// All elements of a tensor at once, or a number of the equation: what the tracing backend lets a formula compute with.
/// The other backend computes every operation by itself, and the record takes it down.
/// </summary>
readonly struct RecordedNumbers : INumbers<RecordedNumbers>
{
    readonly FormulaRecord? record; // none for a number of the equation
    readonly double constant;

    RecordedNumbers(double constant) => this.constant = constant;

    public RecordedNumbers(FormulaRecord record, Operand operand) => (this.record, Operand) = (record, operand);

    /// <summary>The elements.</summary>
    public Operand Operand { get; }

    /// <summary>The number, where it is one of the equation.</summary>
    public double? Constant => record is null ? constant : null;

    public static int Count => 1;

    public static implicit operator RecordedNumbers(double value) => new(value);

    public static RecordedNumbers operator +(RecordedNumbers x, RecordedNumbers y) =>
        Of(x, y) is { } record ? record.Of<Add>(x, y) : x.constant + y.constant;

    public static RecordedNumbers operator -(RecordedNumbers x, RecordedNumbers y) =>
        Of(x, y) is { } record ? record.Of<Subtract>(x, y) : x.constant - y.constant;

    public static RecordedNumbers operator *(RecordedNumbers x, RecordedNumbers y) =>
        Of(x, y) is { } record ? record.Of<Multiply>(x, y) : x.constant * y.constant;

    public static RecordedNumbers operator /(RecordedNumbers x, RecordedNumbers y) =>
        Of(x, y) is { } record ? record.Of<Divide>(x, y) : x.constant / y.constant;

    public static RecordedNumbers Max(RecordedNumbers x, RecordedNumbers y) =>
        Of(x, y) is { } record ? record.Of<Maximum>(x, y) : Math.Max(x.constant, y.constant);

    public static RecordedNumbers Min(RecordedNumbers x, RecordedNumbers y) =>
        Of(x, y) is { } record ? record.Of<Minimum>(x, y) : Math.Min(x.constant, y.constant);

    public static RecordedNumbers operator -(RecordedNumbers x) =>
        x.record is { } record ? record.Of<Negate>(x) : -x.constant;

    public static RecordedNumbers Sqrt(RecordedNumbers x) => Recorded(x).Of<Sqrt>(x);

    public static RecordedNumbers Abs(RecordedNumbers x) => Recorded(x).Of<Abs>(x);

    public static RecordedNumbers Exp(RecordedNumbers x) => Recorded(x).Of<Exp>(x);

    public static RecordedNumbers Expm1(RecordedNumbers x) => Recorded(x).Of<Expm1>(x);

    public static RecordedNumbers Log(RecordedNumbers x) => Recorded(x).Of<Log>(x);

    public static RecordedNumbers Log1p(RecordedNumbers x) => Recorded(x).Of<Log1p>(x);

    public static RecordedNumbers Tanh(RecordedNumbers x) => Recorded(x).Of<Tanh>(x);

    public static RecordedNumbers Sigmoid(RecordedNumbers x) => Recorded(x).Of<Sigmoid>(x);

    public static RecordedNumbers FlushTiny(RecordedNumbers x) => Recorded(x).Of<FlushTiny>(x);

    public static RecordedNumbers MultiplyAdd(RecordedNumbers a, RecordedNumbers b, RecordedNumbers c) =>
        (a.record ?? b.record ?? Recorded(c)).Of<MultiplyAdd>(a, b, c);

    public static RecordedNumbers IfGreater(RecordedNumbers x, RecordedNumbers y, RecordedNumbers yes,
        RecordedNumbers no) => (Of(x, y) ?? Of(yes, no)!).Of<IfGreater>(x, y, yes, no);

    public static RecordedNumbers IfAtMost(RecordedNumbers x, RecordedNumbers y, RecordedNumbers yes,
        RecordedNumbers no) => (Of(x, y) ?? Of(yes, no)!).Of<IfAtMost>(x, y, yes, no);

    public static RecordedNumbers IfEqual(RecordedNumbers x, RecordedNumbers y, RecordedNumbers yes,
        RecordedNumbers no) => (Of(x, y) ?? Of(yes, no)!).Of<IfEqual>(x, y, yes, no);

    static FormulaRecord? Of(RecordedNumbers x, RecordedNumbers y) => x.record ?? y.record;

    static FormulaRecord Recorded(RecordedNumbers x) => x.record ?? throw new InvalidOperationException(
        "A formula computes a function of its own numbers once, before it begins.");
}
