return section{
  section{ title = "a" }
  { title = "b" },
}
