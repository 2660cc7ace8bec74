namespace LearnDL.Interop.Onnx;

/// <summary>What comes out of a recurrent layer.</summary>
/// <param name="All">The output after every time step, in the order of reading (T, N, U).</param>
/// <param name="Last">That after the last (N, U).</param>
/// <param name="Final">The state after the last: h (N, U), and c of an LSTM.</param>
sealed record RecurrentRun(string All, string Last, string[] Final);
