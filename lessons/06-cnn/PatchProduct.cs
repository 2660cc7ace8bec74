using LearnDL.Lessons;

namespace Lessons.Cnn;

/// <summary>
/// Step 3: the places of the window as rows of a matrix, and convolution as its product with the weights.
/// </summary>
static class PatchProduct
{
    #region numbers
    public static readonly Tensor X = Tensor.From(new float[,]
    {
        { 0, 1, 2, 0 },
        { 3, 1, 0, 2 },
        { 1, 0, 4, 1 },
        { 2, 2, 1, 0 },
    });

    public static readonly Tensor W = Tensor.From(new float[,]
    {
        { 1, 2, 0 },
        { 0, 1, 3 },
        { 2, 0, 1 },
    });
    #endregion

    /// <summary>The window on the small image: 2 by 2 places.</summary>
    public static Window Window { get; } = new(WindowAxis.Of(4, 3, 1, 1, "valid"), WindowAxis.Of(4, 3, 1, 1, "valid"));

    #region patches
    // One row per place of the window: the 9 numbers under it.
    public static Tensor Patches(Tensor x)
    {
        var rows = new List<Tensor>();
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 2; j++)
                rows.Add(
                    x[i..(i + 3), j..(j + 3)].Reshape(1, 9));
        return MoveOps.Concatenate([.. rows]);         // (4, 9)
    }
    #endregion

    /// <summary>Where each row of P begins in the image.</summary>
    static IEnumerable<int> Places() =>
        from i in Enumerable.Range(0, 2) from j in Enumerable.Range(0, 2) select i * 4 + j;

    /// <summary>How far each column of P lies from there.</summary>
    static IEnumerable<int> Columns() =>
        from u in Enumerable.Range(0, 3) from v in Enumerable.Range(0, 3) select u * 4 + v;

    public static void Run(LessonRun run)
    {
        run.Heading("Convolution as a product");

        #region product
        var P = Patches(X);                          // (4, 9)
        var product = P.Dot(W.Reshape(9, 1));        // (4, 1)
        var convolved = X.Reshape(1, 4, 4, 1)        // (1, 2, 2, 1)
            .Convolve(W.Reshape(3, 3, 1, 1), Window);
        #endregion

        var page = run.Output("product");
        page.WriteLine($"P\n{P}");
        page.WriteLine($"P·W        {product.Reshape(-1)}");
        page.WriteLine($"Convolve   {convolved.Reshape(-1)}");
        var lists = run.Output("lists");
        lists.WriteLine($"Places   {string.Join(' ', Places())}");
        lists.WriteLine($"Columns  {string.Join(' ', Columns())}");
        run.Metric("patch-times", "numbers in P of a 28 by 28 image and a 3 by 3 window, for each number of the image",
            26 * 26 * 9 / 784.0, "0.0");
    }
}
