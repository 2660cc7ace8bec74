namespace LearnDL.Tensors;

/// <summary>How an image is read at places that are no pixels of it.</summary>
/// <param name="FillMode">What stands beyond its edge.</param>
/// <param name="FillValue">The value there, for the fill mode "constant"; no other mode uses it.</param>
/// <param name="Interpolation">What is read between its pixels.</param>
public readonly record struct Resampling(FillMode FillMode, double FillValue, Interpolation Interpolation)
{
    /// <summary>Its numbers by name.</summary>
    public override string ToString() =>
        $"Resampling {{ FillMode = {FillMode}, FillValue = {FillValue}, Interpolation = {Interpolation} }}";
}
