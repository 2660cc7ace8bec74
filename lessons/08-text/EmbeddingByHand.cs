using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>
/// Step 5: an embedding is a product with ones and zeros, without the work; its
/// gradient goes to the rows that were used.
/// </summary>
static class EmbeddingByHand
{
    public static void Run(LessonRun run)
    {
        run.Heading("A row for every word");
        var page = run.Output("embedding");

        #region forward
        // 5 words, 2 numbers each
        var E = Tensor.From(new float[,]
        {
            { 0.0f, 0.0f }, { 0.1f, 0.9f }, { 0.5f, 0.2f },
            { 0.7f, 0.4f }, { 0.3f, 0.8f },
        });
        int[] ids = [3, 1, 3];                      // three words

        var ones = Tensor.From(ids).OneHot(5);      // (3, 5)
        var product = ones.Dot(E);                  // (3, 2)
        var rows = E.Gather(ids);                   // the same
        #endregion

        page.WriteLine($"one-hot\n{ones}");
        page.WriteLine($"one-hot · E\n{product}");
        page.WriteLine($"largest difference to the looked-up rows: {product.Subtract(rows).Abs().Max().Item():0}");

        var back = run.Output("embedding-back");

        #region backward
        var dy = Tensor.From(new float[,]
        {
            { 1, 2 }, { 10, 20 }, { 100, 200 },
        });
        var dE = Tensor.Zeros(E.Shape);
        dE.ScatterAdd(dy, ids);    // dE[ids[t]] += dy[t]
        #endregion

        back.WriteLine($"dE\n{dE}");
        back.WriteLine(
            $"largest difference to one-hotᵀ · dy: {dE.Subtract(ones.TransposedDot(dy)).Abs().Max().Item():0}");
        run.Metric("embedding-difference", "largest difference between the embedding and the product",
            product.Subtract(rows).Abs().Max().Item(), "0");
    }
}
