using System.Runtime.CompilerServices;

namespace LearnDL.Tests.Packages;

/// <summary>
/// The packages, made once from what was compiled for these tests, and a fresh project that restores them from the
/// folder. Nothing is asked of a registry: what the packages need themselves was restored to build the tests.
/// </summary>
public sealed class PackedFolder : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("learndl-packages-");

    public PackedFolder()
    {
        foreach (var name in (string[])["LearnDL", "LearnDL.Plots", "LearnDL.Interop"])
            DotNet.Run(Engine, "pack", name, "--no-build", "-c", Configuration, "-o", Packages, "-v", "quiet");
    }

    /// <summary>Where the packages are.</summary>
    public string Packages => Path.Combine(folder.FullName, "packages");

    /// <summary>The repository's folder engine.</summary>
    public static string Engine { get; } = Path.Combine(Here(), "..", "..", "..", "engine");

    static string Configuration =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>The path of a package, whatever its version.</summary>
    public string File(string id) =>
        Directory.GetFiles(Packages, "*.nupkg").Single(path => Path.GetFileName(path) is var name
            && name.StartsWith(id, StringComparison.Ordinal) && char.IsAsciiDigit(name[id.Length + 1]));

    /// <summary>A console project as <c>dotnet new</c> makes it, with these packages and this program.</summary>
    public string Project(string name, string program, params string[] packages)
    {
        var project = folder.CreateSubdirectory(name).FullName;
        var references = string.Concat(packages.Select(id =>
            $"""<PackageReference Include="{id}" Version="*" />"""));
        System.IO.File.WriteAllText(Path.Combine(project, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestoreSources>{Packages}</RestoreSources>
                <RestorePackagesPath>{Path.Combine(folder.FullName, "cache")}</RestorePackagesPath>
                <RestoreFallbackFolders>{Cache}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>{references}</ItemGroup>
            </Project>
            """);
        System.IO.File.WriteAllText(Path.Combine(project, "Program.cs"), program);
        return project;
    }

    /// <summary>Where this machine keeps what it once restored.</summary>
    static string Cache => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public void Dispose() => folder.Delete(recursive: true);

    static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
