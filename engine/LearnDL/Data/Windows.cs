using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// Windows of a series and what came after each of them: the samples of a forecast. Window n begins at row n·stride.
/// With T = 6, length 3 and horizon 1 there are three:
/// <code>
/// row      0 1 2 3 4 5
/// window 0 x x x y . .
/// window 1 . x x x y .
/// window 2 . . x x x y
/// </code>
/// A fair test keeps to the order of time, and measures the scale on the training part only:
/// <code>
/// var (months, passengers) = Datasets.AirlinePassengers();                  // (144, 1)
/// var (train, test) = Split.InOrder(144, testCount: 48);
/// var scale = MinMaxScaler.Fit(passengers.Gather(train));
/// var windows = Windows.Of(scale.Apply(passengers), length: 12);            // X (132, 12, 1), Y (132, 1)
/// var (past, future) = windows.SplitAt(test[0]);                            // 84 and 48 windows
/// </code>
/// Never split windows at random: neighbours share all rows but one, so a shuffled test part has been seen.
/// The validation split of <c>Fit</c> is fair to them: it takes the last samples, before any shuffling.
/// </summary>
/// <param name="X">The windows, (N, length, D).</param>
/// <param name="Y">
/// What came <paramref name="Horizon"/> time steps after the last row of each window: (N, K), K the number of target
/// columns; with several time steps (N, steps, K), and (N, steps) where the target is one column, as
/// <c>Dense(steps)</c> predicts it.
/// </param>
/// <param name="TargetRows">The row of the series that each target is or begins with, in ascending order.</param>
/// <param name="Horizon">How many time steps lie between a window's last row and its target; 1 is the next row.</param>
public sealed record Windows(Tensor X, Tensor Y, int[] TargetRows, int Horizon)
{
    /// <summary>
    /// How many rows a target has: with 3, the one <see cref="Horizon"/> time steps ahead and the two after it.
    /// </summary>
    public int Steps { get; init; } = 1;

    /// <summary>
    /// Cuts a series (T) or (T, D) of any type into windows; N = ⌊(T − length − horizon − (steps − 1)) / stride⌋ + 1,
    /// the type stays.
    /// <code>
    /// var scale = MinMaxScaler.Fit(weather[..trainRows]);                // weather (T, 5), temperature is column 0
    /// var scaled = scale.Apply(weather);
    /// var windows = Windows.Of(scaled, length: 24, steps: 6, targets: [0]); // X (N, 24, 5), Y (N, 6)
    /// var degrees = scale.Invert(model.Predict(windows.X), column: 0);   // (N, 6)
    /// </code>
    /// </summary>
    /// <param name="series">The values in the order of time.</param>
    /// <param name="length">Rows in a window.</param>
    /// <param name="horizon">How far ahead the target, or its first row, lies.</param>
    /// <param name="stride">Rows from the beginning of one window to that of the next.</param>
    /// <param name="steps">How many consecutive rows are to be predicted.</param>
    /// <param name="targets">The columns that are to be predicted, 0..D-1, in this order; null: all.</param>
    /// <exception cref="ShapeException">The series has more axes than two, no feature, or no such target
    /// column.</exception>
    /// <exception cref="DataException">It is too short for a single window and its target.</exception>
    /// <exception cref="HyperparameterException">A length, horizon, stride or number of steps below 1, or no
    /// target.</exception>
    public static Windows Of(Tensor series, int length, int horizon = 1, int stride = 1, int steps = 1,
        int[]? targets = null)
    {
        Hyperparameter.AtLeast(1, length, nameof(length));
        Hyperparameter.AtLeast(1, horizon, nameof(horizon));
        Hyperparameter.AtLeast(1, stride, nameof(stride));
        Hyperparameter.AtLeast(1, steps, nameof(steps));
        if (series.Rank is < 1 or > 2 || series.Rank == 2 && series.Shape[1] == 0)
            throw new ShapeException("Windows are cut from a series.",
                "(T) or (T, D), in the order of time", $"{series.Shape}",
                "Give one series at a time; several measurements of a moment are its D features.");
        var (T, D) = (series.Shape[0], series.Rank == 2 ? series.Shape[1] : 1);
        var columns = Columns(targets, D);
        var spare = (long)T - length - horizon - (steps - 1L);
        if (spare < 0)
            throw new DataException($"The series is too short for windows of {length:N0}.",
                $"at least {T - spare:N0} rows: {length:N0} in the window and a target {horizon:N0} later"
                + (steps > 1 ? $", {steps:N0} rows long" : ""),
                $"{T:N0} rows", "Use shorter windows or a nearer horizon. Cut the windows before splitting: "
                    + "test windows may reach back.");

        var N = (int)(spare / stride) + 1;
        var shape = Shape.Of([N, length, D]);
        var (rows, firsts) = (new int[shape.Size / D], new int[N]);
        for (var n = 0; n < N; n++)
        {
            for (var t = 0; t < length; t++)
                rows[n * length + t] = n * stride + t;
            firsts[n] = n * stride + length - 1 + horizon;
        }
        var x = series.Reshape(T, D).Gather(rows).Reshape(shape);
        return new Windows(x, Targets(series, D, firsts, steps, columns), firsts, horizon) { Steps = steps };
    }

    static int[] Columns(int[]? targets, int D)
    {
        if (targets is { Length: 0 })
            throw new HyperparameterException("A forecast needs a target.", "at least one column", "targets: []",
                "Leave targets out to predict all columns.");
        foreach (var column in targets ?? [])
            if ((uint)column >= (uint)D)
                throw new ShapeException("The series has no such target column.", $"0..{D - 1}", $"{column}",
                    "Columns count from 0.");
        return targets ?? [.. Enumerable.Range(0, D)];
    }

    // (N, K) where steps is 1, (N, steps) for one column, (N, steps, K) otherwise
    static Tensor Targets(Tensor series, int D, int[] firsts, int steps, int[] columns)
    {
        var (N, K) = (firsts.Length, columns.Length);
        var shape = steps == 1 ? Shape.Of([N, K]) : K == 1 ? Shape.Of([N, steps]) : Shape.Of([N, steps, K]);
        var cells = new int[shape.Size];
        for (var (n, i) = (0, 0); n < N; n++)
            for (var t = 0; t < steps; t++)
                foreach (var column in columns)
                    cells[i++] = (firsts[n] + t) * D + column;
        return series.Reshape(-1).Gather(cells).Reshape(shape);
    }

    /// <summary>
    /// What an error says to a series of T rows that should have been cut: with a length that leaves several windows.
    /// </summary>
    internal static string Advice(string series, int T) =>
        $"Windows.Of({series}, length: {Math.Clamp(T / 4, 1, 12)}) cuts it into sequences.";

    /// <summary>The number of windows.</summary>
    public int Count => TargetRows.Length;

    /// <summary>Windows and targets.</summary>
    public void Deconstruct(out Tensor x, out Tensor y) => (x, y) = (X, Y);

    /// <summary>
    /// Divides at a row of the series: windows whose target lies before it are to train with, windows whose target is
    /// that row or a later one to test with. All a training window holds lies before its target, so nothing of the test
    /// part gets into the training. A target of several time steps that lies on both sides belongs to neither.
    /// </summary>
    /// <param name="row">The first row that belongs to the test.</param>
    /// <param name="reachBack">
    /// Whether test windows may begin before that row. True suits forecasts of one time step after the other, where
    /// yesterday's value is known by then. False leaves out the first windows of the test part.
    /// </param>
    /// <exception cref="HyperparameterException">One side would be empty.</exception>
    public (Windows Train, Windows Test) SplitAt(int row, bool reachBack = true)
    {
        var before = Horizon + X.Shape[1] - 1; // rows from a window's first row to its target
        var (train, test) = (new List<int>(), new List<int>());
        for (var n = 0; n < Count; n++)
            if (TargetRows[n] + Steps <= row)
                train.Add(n);
            else if (TargetRows[n] >= row && (reachBack || TargetRows[n] - before >= row))
                test.Add(n);
        if (train.Count == 0 || test.Count == 0)
            throw EmptySide(row,
                $"row {row:N0}: {train.Count:N0} training windows, {test.Count:N0} test windows", reachBack,
                lowest: TargetRows.Length > 0 ? TargetRows[0] + Steps : 1, highest: TargetRows.Length > 0
                ? TargetRows[^1] - (reachBack ? 0 : before) : 0);
        return (Rows([.. train]), Rows([.. test]));
    }

    static HyperparameterException EmptySide(int row, string got, bool reachBack, int lowest, int highest) =>
        lowest <= highest
            ? new($"A split at row {row:N0} leaves one side empty.", $"a row from {lowest:N0} to {highest:N0}", got,
                reachBack ? "Take a row from the middle."
                    : "Take a row from the middle, shorter windows, or reachBack: true.")
            : reachBack ? new("These windows cannot be divided.", "two windows or more", got,
                "Cut a longer series, or shorter windows.")
            : new("No row divides these windows into two sides that share nothing.",
                $"a test window that begins at row {lowest:N0} or later, behind the first target",
                $"{got}; the last window begins at row {highest:N0}",
                "Use shorter windows, a longer series, or reachBack: true.");

    /// <summary>How many windows of what size, without their numbers.</summary>
    public override string ToString() =>
        $"{Count:N0} windows {X.Shape}, targets {Y.Shape} {(Horizon == 1 ? "1 row" : $"{Horizon:N0} rows")} later";

    /// <summary>The windows with these numbers, in this order.</summary>
    public Windows Rows(ReadOnlySpan<int> numbers)
    {
        var targets = new int[numbers.Length];
        for (var i = 0; i < targets.Length; i++)
            targets[i] = (uint)numbers[i] < (uint)Count ? TargetRows[numbers[i]] :
                throw new ShapeException("There is no window of this number.",
                    $"0..{Count - 1}", $"{numbers[i]}", "Windows count from 0.");
        return this with { X = X.Gather(numbers), Y = Y.Gather(numbers), TargetRows = targets };
    }
}
