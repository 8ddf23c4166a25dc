// The contract tests that this project compiles run on its own store; what they call Fact and Theory needs a server here, and skips without one.
global using FactAttribute = Syndication.ScaleOut.Tests.Support.ServerFactAttribute;
global using TestStore = Syndication.ScaleOut.Tests.Support.TestStore;
global using TheoryAttribute = Syndication.ScaleOut.Tests.Support.ServerTheoryAttribute;
