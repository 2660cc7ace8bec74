namespace LearnDL.Lessons;

/// <param name="File">The SVG beside the record.</param>
/// <param name="Alt">What the picture shows, for those who cannot see it.</param>
public sealed record PictureRecord(string File, string Alt);
