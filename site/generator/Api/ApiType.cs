namespace LearnDL.Site.Api;

/// <summary>A public type of the engine, as its own documentation tells of it.</summary>
/// <param name="Name">With its type parameters, <c>Layer&lt;TSaved&gt;</c>.</param>
/// <param name="Id">The place on the API page.</param>
/// <param name="Folder">Below the engine: <c>Layers/Core</c>.</param>
/// <param name="Html">The first sentence of the summary.</param>
/// <param name="Lesson">The lesson that the documentation says explains it, <c>02-pima</c>.</param>
/// <param name="IsOps">Whether it holds nothing but methods, as a family of ops does.</param>
public sealed record ApiType(string Name, string Id, string Folder, string Html, string? Lesson, string File, int Line,
    bool IsOps, IReadOnlyList<ApiSetting> Settings, IReadOnlyList<ApiMember> Members)
{
    /// <summary>What its documentation says of Keras: where the two differ.</summary>
    public required IReadOnlyList<string> AboutKeras { get; init; }
}
