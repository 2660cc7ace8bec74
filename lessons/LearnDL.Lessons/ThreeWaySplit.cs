namespace LearnDL.Lessons;

/// <summary>
/// The data of a lesson in three sets: one to train with, one to choose with, and one for the end, which judges what
/// was chosen.
/// </summary>
/// <param name="Train">What the networks learn from while something is still to be chosen.</param>
/// <param name="Validation">What choices are made with: settings, the number of epochs, when to stop.</param>
/// <param name="TrainAndValidation">Both together, for the last training, after every choice.</param>
/// <param name="Test">Used once, at the end.</param>
public sealed record ThreeWaySplit<T>(T Train, T Validation, T TrainAndValidation, T Test);
