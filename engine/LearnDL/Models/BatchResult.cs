namespace LearnDL.Models;

/// <summary>What the pass forward made of a batch, and what the pass back needs of it.</summary>
/// <param name="Batch">The samples, with their targets and weights.</param>
/// <param name="Outputs">What became of each output. The next pass writes over it.</param>
/// <param name="Penalty">What regularizers add to the loss, Ω.</param>
/// <param name="Loss">What is trained: Σ weight·loss over the outputs, + Ω; 0 where nothing counts.</param>
readonly record struct BatchResult(Samples Batch, OutputResult[] Outputs, double Penalty, double Loss)
{
    /// <summary>
    /// Whether all is masked, as for an empty text alone in its batch: there is nothing to learn from.
    /// </summary>
    public bool IsPaddingOnly => !Array.Exists(Outputs, output => output.Count > 0);
}
