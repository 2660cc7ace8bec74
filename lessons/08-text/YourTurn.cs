using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>
/// Your turn, in a copy of your own. This makes one, my/08-text:
/// dotnet run -c Release --project lessons/08-text -- start
/// Replace each Gap there with code, then run:
/// dotnet run -c Release --project lessons/08-text -- --check
/// </summary>
static class YourTurn
{
    #region pad
    // A list of word numbers, and the length it should have.
    // Fill up short lists with 0 at the front; of long ones
    // keep the end. Do not change the list you are given.
    public static int[] Pad(int[] words, int length) =>
        Gap.Here<int[]>();
    #endregion

    #region gradient
    // ids: the numbers of T words. dy (T, D): the gradients of
    // their rows. Return dE (vocabulary, D): the gradient of
    // the whole embedding, 0 in the rows of words that did not
    // occur. Not with ScatterAdd.
    public static Tensor EmbeddingGradient(
        int[] ids, Tensor dy, int vocabulary) =>
        Gap.Here<Tensor>();
    #endregion

    #region carry
    // One step of a recurrent layer over N mails at once.
    // hPrev (N, U): the states before; h (N, U): what the step
    // computed; mask (N): 1 for a real word, 0 for padding.
    // Return the states after it: padding changes nothing.
    public static Tensor Carry(
        Tensor hPrev, Tensor h, Tensor mask) =>
        Gap.Here<Tensor>();
    #endregion
}
