using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// Compares derivatives with differences, one per element of each variable, and remembers the pair that is furthest
/// apart.
/// </summary>
sealed class DerivativeComparison(string subject, int seed, double floor)
{
    const double Step = 1e-3;

    /// <summary>
    /// From this error on, well below what is let pass, the differences themselves are in doubt, and are taken with
    /// smaller steps.
    /// </summary>
    const double Doubtful = 1e-8;

    GradientReport worst = new(subject, seed, 0, "", "", 0, 0, 0);
    long derivatives;

    public void Fail(string reason) => worst = worst with { Variable = reason, Error = double.PositiveInfinity };

    /// <summary>Compares every element of a variable: f is computed for four nearby values of it.</summary>
    public void Add(string name, Tensor variable, Tensor gradient, Func<Tensor> f,
        Func<Tensor, Tensor, double> difference)
    {
        if (!gradient.HasValue || gradient.Shape != variable.Shape)
        {
            Fail($"{name}: gradient of shape {(gradient.HasValue ? gradient.Shape : "none")} for {variable.Shape}");
            return;
        }
        var backward = gradient.ToArray<double>();
        var values = variable.AsSpan<double>();
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            var h = Step * Math.Max(1, Math.Abs(value));
            Tensor At(double v, Span<double> of)
            {
                of[i] = v;
                return f();
            }
            double Numeric(double h, Span<double> of)
            {
                var near = difference(At(value + h, of), At(value - h, of));
                var far = difference(At(value + 2 * h, of), At(value - 2 * h, of));
                return (8 * near - far) / (12 * h);
            }
            var numeric = Numeric(h, values);
            if (!(Error(backward[i], numeric) <= Doubtful))
                numeric = Settled(numeric, step => Numeric(step, variable.AsSpan<double>()), h);
            values[i] = value;
            Compare(name, variable.Shape, i, backward[i], numeric);
        }
    }

    /// <summary>
    /// f may bend too much within h. With a fourth of h the error of order h⁴ is 256 times smaller, but that of
    /// rounding four times larger: so h shrinks for as long as the differences come closer together, whatever Backward
    /// says.
    /// </summary>
    static double Settled(double numeric, Func<double, double> differences, double h)
    {
        for (var change = double.PositiveInfinity; ;)
        {
            var next = differences(h /= 4);
            var nextChange = Math.Abs(next - numeric);
            if (!(nextChange < change))
                return numeric;
            (numeric, change) = (next, nextChange);
        }
    }

    double Error(double backward, double numeric) =>
        Math.Abs(backward - numeric) / Math.Max(floor, Math.Max(Math.Abs(backward), Math.Abs(numeric)));

    void Compare(string name, Shape shape, int flat, double backward, double numeric)
    {
        derivatives++;
        var error = Error(backward, numeric);
        if (!(error <= worst.Error)) // a NaN is the worst of all
            worst = worst with
            {
                Variable = name,
                Element = Position(shape, flat),
                Backward = backward,
                Difference = numeric,
                Error = double.IsNaN(error) ? double.PositiveInfinity : error,
            };
    }

    public GradientReport Report() => worst with { Derivatives = derivatives };

    static string Position(Shape shape, int flat)
    {
        var position = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
            (flat, position[axis]) = Math.DivRem(flat, shape[axis]);
        return $"[{string.Join(", ", position.Select(at => $"{at}"))}]";
    }
}
